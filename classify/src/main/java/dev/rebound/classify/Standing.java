package dev.rebound.classify;

import dev.rebound.core.bounce.Reason;

/** How final a refusal is: decides between the two reasons that a rule states. */
public enum Standing {
    /** Refused for good: 5yz, class 5, or given up without any code. */
    PERMANENT,
    /** Refused for now: 4yz, class 4, or still being tried without any code. */
    TRANSIENT,
    /** Refused for now each time until the reporting server gave up. */
    GIVEN_UP;

    /**
     * Which of two reasons holds. A mailbox that was full until a server gave up is full.
     */
    Reason choose(Reason permanent, Reason transientReason) {
        return switch (this) {
            case PERMANENT -> permanent;
            case TRANSIENT -> transientReason;
            case GIVEN_UP -> permanent == Reason.MAILBOX_FULL ? permanent : transientReason;
        };
    }
}
