package dev.rebound.engine.sequence;

import dev.rebound.engine.inbox.WritingHabits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether a step that is due goes out now. Pure.
 *
 * <p>In working hours only, no more than the daily limit on one day of the sender's, and some time apart, because nobody writes two letters
 * in one second.
 */
public final class StepTiming {

    private StepTiming() {}

    /**
     * What an inbox has sent of sequences.
     *
     * @param today on the sender's day
     * @param last when the last one went out
     */
    public record SentSoFar(long today, Optional<Instant> last) {}

    /** When it may go out: now, or a later moment at which it is asked again. */
    static Instant earliest(Instant now, WritingHabits habits, SentSoFar sent) {
        if (sent.today() >= habits.dailyMax()) {
            return habits.hours().next(habits.hours().dayAfter(now));
        }
        Instant apart = sent.last().map(last -> last.plus(WritingHabits.PAUSE)).orElse(now);
        return habits.hours().next(apart.isAfter(now) ? apart : now);
    }

    /** When a step is due that follows a moment. */
    static Instant due(Instant after, Duration wait, WritingHabits habits) {
        return habits.hours().next(after.plus(wait));
    }
}
