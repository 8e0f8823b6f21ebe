/**
 * Tests of {@code classify}, {@code explain} and {@code rules}, run as one would type them but without a
 * process. Start at {@link dev.rebound.cli.reading.ClassifyCommandTest}.
 */
@NullMarked
package dev.rebound.cli.reading;

import org.jspecify.annotations.NullMarked;
