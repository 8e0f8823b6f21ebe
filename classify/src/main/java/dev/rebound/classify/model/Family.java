package dev.rebound.classify.model;

import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import java.util.Optional;

/**
 * What a text can be about, apart from how final the refusal is. The codes alone decide between the two
 * reasons of a family: no text that the model reads turns a temporary refusal into a permanent one, so
 * every second reason is one that keeps the address mailable.
 */
public enum Family {
    UNKNOWN_USER(0, Reason.UNKNOWN_USER, Reason.RECIPIENT_TEMPORARY, Fault.RECIPIENT),
    MAILBOX_FULL(1, Reason.MAILBOX_FULL, Reason.MAILBOX_MISCONFIGURED, Fault.RECIPIENT),
    SPAM(2, Reason.SPAM, Reason.FILTERED, Fault.CONTENT),
    CONTENT(3, Reason.CONTENT, Reason.FILTERED, Fault.CONTENT),
    /** Block lists, reputation, access rules. */
    POLICY(4, Reason.POLICY, Reason.FILTERED, Fault.SENDER_REPUTATION),
    /** SPF, DKIM, DMARC, logging in, relaying. */
    AUTHENTICATION(5, Reason.POLICY, Reason.UNAUTHENTICATED, Fault.SENDER_AUTHENTICATION),
    /** Greylisting, limits, overload: soft whatever the code. */
    BUSY(6, Reason.RECIPIENT_TEMPORARY, Reason.RECIPIENT_TEMPORARY, Fault.RECEIVER),
    /** DNS, connections, TLS, queues: soft whatever the code. */
    NETWORK(7, Reason.TEMPORARY, Reason.TEMPORARY, Fault.NETWORK),
    OTHER(8, Reason.OTHER, Reason.RECIPIENT_TEMPORARY, Fault.UNKNOWN);

    private final int column;
    private final Reason permanent;
    private final Reason transientReason;
    private final Fault fault;

    Family(int column, Reason permanent, Reason transientReason, Fault fault) {
        this.column = column;
        this.permanent = permanent;
        this.transientReason = transientReason;
        this.fault = fault;
    }

    /** Its column in the table of weights, from 0. */
    int column() {
        return column;
    }

    /** The family of a column. */
    static Family inColumn(int column) {
        for (Family family : values()) {
            if (family.column == column) {
                return family;
            }
        }
        throw new IllegalArgumentException("no family has column " + column);
    }

    /** The reason if the server refused for good, else the one that keeps the address mailable. */
    public Reason reason(boolean forGood) {
        return forGood ? permanent : transientReason;
    }

    /** Who can act. */
    public Fault fault() {
        return fault;
    }

    /**
     * The family of a conclusion.
     *
     * @param reason what is concluded where a server refuses for good
     * @param fault who can act
     * @return empty for a reason that belongs to no one family
     */
    public static Optional<Family> of(Reason reason, Fault fault) {
        return switch (reason) {
            case UNKNOWN_USER -> Optional.of(UNKNOWN_USER);
            case MAILBOX_FULL -> Optional.of(MAILBOX_FULL);
            case SPAM -> Optional.of(SPAM);
            case CONTENT -> Optional.of(CONTENT);
            case POLICY -> Optional.of(fault == Fault.SENDER_AUTHENTICATION ? AUTHENTICATION : POLICY);
            case FILTERED -> Optional.of(POLICY);
            case UNAUTHENTICATED -> Optional.of(AUTHENTICATION);
            case RECIPIENT_TEMPORARY -> Optional.of(BUSY);
            case TEMPORARY -> Optional.of(NETWORK);
            case OTHER -> Optional.of(OTHER);
            // a mailbox that is full, closed for a while, or broken
            case MAILBOX_MISCONFIGURED -> Optional.empty();
        };
    }
}
