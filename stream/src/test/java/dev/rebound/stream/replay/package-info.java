/** Tests of {@link dev.rebound.stream.replay}. */
@NullMarked
package dev.rebound.stream.replay;

import org.jspecify.annotations.NullMarked;
