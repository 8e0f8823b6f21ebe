/** Tests of {@link dev.rebound.stream.read}. */
@NullMarked
package dev.rebound.stream.read;

import org.jspecify.annotations.NullMarked;
