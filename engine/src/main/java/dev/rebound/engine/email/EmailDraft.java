package dev.rebound.engine.email;

import dev.rebound.core.policy.Rulebook;
import java.time.Duration;
import java.util.Optional;

/**
 * What of a marketing email can be changed until it is sent.
 *
 * @param tryFor how long a message of it is tried after its first deferral, {@link #TRY_FOR_MIN} to 72 hours; as
 *     long as the installation says if empty, and never longer
 */
public record EmailDraft(EmailContent content, Selection selection, Optional<Duration> tryFor) {

    /** The shortest time that leaves room for a second attempt. */
    public static final Duration TRY_FOR_MIN = Duration.ofMinutes(5);

    public EmailDraft {
        if (tryFor.filter(asked -> !isPossible(asked)).isPresent()) {
            throw new IllegalArgumentException("a message is tried for 5 minutes to 72 hours, not " + tryFor.get());
        }
    }

    /** One that is tried as long as any other. */
    public EmailDraft(EmailContent content, Selection selection) {
        this(content, selection, Optional.empty());
    }

    /** Whether an email may ask to be tried for so long. */
    public static boolean isPossible(Duration tryFor) {
        return tryFor.compareTo(TRY_FOR_MIN) >= 0 && tryFor.compareTo(Rulebook.TRY_FOR_MAX) <= 0;
    }
}
