/**
 * What holds for the code of the stream job as a whole: what it may know, and that it decides nothing. The house tests of the
 * command line say it for all other modules; this one has Flink and Kafka, which are not on their class path. Start at
 * {@link dev.rebound.house.StreamArchitectureTest}.
 */
@NullMarked
package dev.rebound.house;

import org.jspecify.annotations.NullMarked;
