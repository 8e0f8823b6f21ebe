/** Tests of {@link dev.rebound.stream.cli}. */
@NullMarked
package dev.rebound.stream.cli;

import org.jspecify.annotations.NullMarked;
