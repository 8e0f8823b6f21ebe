/**
 * Holds what Rebound says against labelled samples, and publishes how often it is right. Must not look
 * into the reader or the classifier: it scores what the commands print. Start at
 * {@link dev.rebound.cli.accuracy.AccuracyCommand}; the page it writes is docs/accuracy.md.
 */
@NullMarked
package dev.rebound.cli.accuracy;

import org.jspecify.annotations.NullMarked;
