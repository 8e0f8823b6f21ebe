/**
 * The job put together: sources, steps, sinks, and its settings. Start at {@link dev.rebound.stream.job.BounceJob}.
 */
@NullMarked
package dev.rebound.stream.job;

import org.jspecify.annotations.NullMarked;
