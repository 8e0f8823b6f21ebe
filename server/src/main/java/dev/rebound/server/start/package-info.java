/**
 * The first steps: from an empty installation over a rehearsal to the first email that really goes out.
 *
 * <p>Start with {@link dev.rebound.server.start.StartFeature}. What a rehearsal writes to is set up in the package {@code boot}.
 */
@NullMarked
package dev.rebound.server.start;

import org.jspecify.annotations.NullMarked;
