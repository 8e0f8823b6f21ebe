/** Tests of {@link dev.rebound.stream.state}. */
@NullMarked
package dev.rebound.stream.state;

import org.jspecify.annotations.NullMarked;
