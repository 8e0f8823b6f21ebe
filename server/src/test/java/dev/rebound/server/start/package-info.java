/** Tests of the first steps. */
@NullMarked
package dev.rebound.server.start;

import org.jspecify.annotations.NullMarked;
