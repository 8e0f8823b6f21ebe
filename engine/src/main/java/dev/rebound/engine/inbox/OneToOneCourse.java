package dev.rebound.engine.inbox;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * A one-to-one email and what became of it.
 *
 * @param bounce how it bounced, if it did
 * @param answeredAt when the first answer came
 * @param copy what became of the copy in the sender's own folder; empty while that is not known
 */
public record OneToOneCourse(
        OneToOneMessage message, Optional<Bounce> bounce, Optional<Instant> answeredAt, Optional<SentCopyState> copy) {

    /**
     * A bounce.
     *
     * @param words what the server or the report said; empty if it said nothing, and then the cause could not be determined
     */
    public record Bounce(Verdict verdict, Instant at, String words) {

        /** Whether nothing was said that tells why. */
        public boolean isCauseUnknown() {
            return words.isBlank() && verdict.reason() == Reason.OTHER;
        }
    }

    /** What became of it, in one word. */
    public enum CourseState {
        /** Being handed over. */
        SENDING,
        /** The owner's server took it, and nothing came back. */
        SENT,
        /** Somebody answered. */
        ANSWERED,
        /** It came back, or was refused at once. */
        BOUNCED,
        /** It was not handed over. */
        NOT_SENT,
        /** Nobody knows whether it was handed over. */
        UNCLEAR
    }

    /** What became of it; what bounced after it was answered has bounced. */
    public CourseState state() {
        if (bounce.isPresent()) {
            return CourseState.BOUNCED;
        }
        return switch (message.state()) {
            case SENDING -> CourseState.SENDING;
            case SENT -> answeredAt.isPresent() ? CourseState.ANSWERED : CourseState.SENT;
            case REFUSED, NOT_SENT -> CourseState.NOT_SENT;
            case UNCLEAR -> CourseState.UNCLEAR;
        };
    }

    /** The copy among the sender's sent mail. */
    public enum SentCopyState {
        /** The provider keeps one by itself. */
        BY_PROVIDER,
        /** We put one there. */
        FILED,
        /** It could not be put there; the email went out all the same. */
        NOT_FILED
    }
}
