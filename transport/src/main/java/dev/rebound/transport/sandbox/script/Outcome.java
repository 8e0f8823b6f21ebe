package dev.rebound.transport.sandbox.script;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;

/** What a correct sender must have concluded in the end. */
public sealed interface Outcome {

    /** How the script writes {@link Delivered}. */
    String DELIVERED = "DELIVERED";

    /** The message is in the mailbox. */
    record Delivered() implements Outcome {
        @Override
        public String toString() {
            return DELIVERED;
        }
    }

    /** It came back. Always final: {@link BounceType#PENDING} is no end. */
    record Bounced(Reason reason) implements Outcome {
        /** Hard or soft. */
        public BounceType type() {
            return reason.finalType();
        }

        /** As the script writes it, for example {@code HARD/UNKNOWN_USER}. */
        @Override
        public String toString() {
            return type() + "/" + reason;
        }
    }
}
