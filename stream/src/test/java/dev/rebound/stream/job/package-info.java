/** Tests of {@link dev.rebound.stream.job}. */
@NullMarked
package dev.rebound.stream.job;

import org.jspecify.annotations.NullMarked;
