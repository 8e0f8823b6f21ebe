/**
 * What the reader conceded: every place where a message was not as its standard says, or was larger than
 * we read. Findings never say what to do; callers judge. Start at
 * {@link dev.rebound.parse.finding.Finding}.
 */
@NullMarked
package dev.rebound.parse.finding;

import org.jspecify.annotations.NullMarked;
