/**
 * Holds what Rebound says against labelled samples, publishes how often it is right, and trains the
 * statistical fallback on those samples. Scores what the commands print and must not decide anything.
 * Start at {@link dev.rebound.cli.accuracy.AccuracyCommand}; the page it writes is docs/accuracy.md.
 */
@NullMarked
package dev.rebound.cli.accuracy;

import org.jspecify.annotations.NullMarked;
