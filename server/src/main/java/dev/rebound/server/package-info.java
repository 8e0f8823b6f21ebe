/** server. */
@NullMarked
package dev.rebound.server;

import org.jspecify.annotations.NullMarked;
