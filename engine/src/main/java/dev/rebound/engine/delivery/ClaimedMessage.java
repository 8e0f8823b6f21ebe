package dev.rebound.engine.delivery;

import dev.rebound.engine.time.RealTime;
import java.time.Duration;

/**
 * A message in hand, and whether it could go out when that was last asked. Asking takes longer than most of what an
 * attempt does, and costs nearly the same for one message as for many; so it is asked for all that are fetched
 * together, and again only where an attempt begins later than {@link #FRESH_FOR}.
 *
 * @param askedAtNanos {@link RealTime#nanos()} before the question
 */
record ClaimedMessage(QueuedMessage message, MessageQueue.Standing standing, long askedAtNanos) {

    /** How old an answer may be when an attempt begins: who unsubscribes or is paused gets no mail a second later. */
    static final Duration FRESH_FOR = Duration.ofSeconds(1);

    /** Whether it may go out now. */
    MessageQueue.Standing standingNow(MessageQueue queue) {
        boolean fresh = RealTime.nanos() - askedAtNanos < FRESH_FOR.toNanos();
        return fresh ? standing : queue.standing(message);
    }
}
