/** Tests of the Recipients page. */
@NullMarked
package dev.rebound.server.recipient;

import org.jspecify.annotations.NullMarked;
