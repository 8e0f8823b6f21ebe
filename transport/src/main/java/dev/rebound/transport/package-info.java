/** transport. */
@NullMarked
package dev.rebound.transport;

import org.jspecify.annotations.NullMarked;
