/**
 * How fast reading and classifying are. Here: a short load of the program against the reference, which
 * {@code rebound bench} runs; among the tests: the JMH suite, for exact figures. Must not be used by what it
 * measures. Start at {@link dev.rebound.bench.PairedRun}.
 */
@NullMarked
package dev.rebound.bench;

import org.jspecify.annotations.NullMarked;
