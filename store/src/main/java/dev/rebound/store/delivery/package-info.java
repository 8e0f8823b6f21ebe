/**
 * Messages in flight: the queue on SQL, and the journal of attempts, which is a plain file because it has to
 * be written before a commit could be. Must not know SMTP dialogues or retry schedules. Start at
 * {@link dev.rebound.store.delivery.SqlMessageQueue} and {@link dev.rebound.store.delivery.AttemptFile}.
 */
@NullMarked
package dev.rebound.store.delivery;

import org.jspecify.annotations.NullMarked;
