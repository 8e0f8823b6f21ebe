package dev.rebound.transport.sandbox.script;

import dev.rebound.core.bounce.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a mailbox or a whole domain treats a message. Without an action it takes it.
 *
 * @param name unique in the script; also a plus tag with which any sandbox address can ask for it
 * @param about one sentence for people
 * @param expect what a correct sender concludes in the end
 * @param deferral the reason a correct sender sees while it still tries, if it has to try again
 * @param lasts how long after the first attempt the action is taken, in {@code WorldClock} time; empty:
 *     for ever
 * @param taken the message is kept although the client never hears so
 * @param notice what comes back after the message was taken
 */
public record Behaviour(
        String name,
        String about,
        Outcome expect,
        Optional<Reason> deferral,
        Stage stage,
        Optional<Action> action,
        Optional<Duration> lasts,
        boolean taken,
        Optional<NoticePlan> notice) {

    /** Whether the action is still taken at this time. */
    public boolean actsAt(Instant now, Instant firstAttempt) {
        return action.isPresent()
                && lasts.map(duration -> now.isBefore(firstAttempt.plus(duration)))
                        .orElse(true);
    }
}
