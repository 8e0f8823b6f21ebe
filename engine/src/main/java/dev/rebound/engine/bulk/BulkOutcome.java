package dev.rebound.engine.bulk;

import dev.rebound.core.ledger.Obstacle;

/** What comes of one address of a bulk change, or of taking it back. */
public enum BulkOutcome {
    /** The suppression is lifted. */
    LIFTED,
    /** The address is suppressed. */
    SUPPRESSED,
    /** The contact is unsubscribed. */
    UNSUBSCRIBED,
    /** There was no such contact: there is one now, unsubscribed, so that a later import of contacts finds it so. */
    ADDED_UNSUBSCRIBED,
    /** The contact had unsubscribed before. */
    ALREADY_UNSUBSCRIBED,
    /** Taken back: it is suppressed again as it was. */
    RESTORED,
    /** Taken back: it is suppressed no more. */
    WITHDRAWN,
    /** Taken back: the contact gets mail again. */
    SUBSCRIBED_AGAIN,
    /** Not taken back: the contact that was added stays, unsubscribed. */
    STAYS_UNSUBSCRIBED,
    /** See {@link Obstacle}. */
    NOT_SUPPRESSED,
    GLOBALLY_BOUNCED,
    ALREADY_SUPPRESSED,
    SUPPRESSED_SINCE,
    TOOK_MAIL_SINCE,
    BOUNCED_SINCE,
    UNBOUNCED_SINCE,
    ENDED;

    /** What stands in the way, as an outcome. */
    public static BulkOutcome of(Obstacle obstacle) {
        return switch (obstacle) {
            case NOT_SUPPRESSED -> NOT_SUPPRESSED;
            case GLOBALLY_BOUNCED -> GLOBALLY_BOUNCED;
            case ALREADY_SUPPRESSED -> ALREADY_SUPPRESSED;
            case SUPPRESSED_SINCE -> SUPPRESSED_SINCE;
            case TOOK_MAIL_SINCE -> TOOK_MAIL_SINCE;
            case BOUNCED_SINCE -> BOUNCED_SINCE;
            case UNBOUNCED_SINCE -> UNBOUNCED_SINCE;
            case ENDED -> ENDED;
        };
    }

    /** Whether something is changed. */
    public boolean acts() {
        return switch (this) {
            case LIFTED, SUPPRESSED, UNSUBSCRIBED, ADDED_UNSUBSCRIBED, RESTORED, WITHDRAWN, SUBSCRIBED_AGAIN -> true;
            case ALREADY_UNSUBSCRIBED,
                    STAYS_UNSUBSCRIBED,
                    NOT_SUPPRESSED,
                    GLOBALLY_BOUNCED,
                    ALREADY_SUPPRESSED,
                    SUPPRESSED_SINCE,
                    TOOK_MAIL_SINCE,
                    BOUNCED_SINCE,
                    UNBOUNCED_SINCE,
                    ENDED -> false;
        };
    }
}
