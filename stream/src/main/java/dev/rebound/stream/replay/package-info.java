/**
 * What would be another by other rules: two runs of the job over one history, compared. Start at
 * {@link dev.rebound.stream.replay.Difference}.
 */
@NullMarked
package dev.rebound.stream.replay;

import org.jspecify.annotations.NullMarked;
