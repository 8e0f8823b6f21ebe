/**
 * The command line of the module: {@code rebound stream ...}, and the main class of the job on a cluster. Start at
 * {@link dev.rebound.stream.cli.StreamCommand}.
 */
@NullMarked
package dev.rebound.stream.cli;

import org.jspecify.annotations.NullMarked;
