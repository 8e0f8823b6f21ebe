/**
 * Sequences: one-to-one emails that follow one another with pauses until somebody answers, bounces or unsubscribes. Must not know SQL, SMTP or
 * pages. Start at {@link dev.rebound.engine.sequence.SequenceKeeper}.
 */
@NullMarked
package dev.rebound.engine.sequence;

import org.jspecify.annotations.NullMarked;
