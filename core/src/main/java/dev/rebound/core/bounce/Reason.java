package dev.rebound.core.bounce;

/** Why a message came back. The first six are reasons of hard bounces, the others of soft ones. */
public enum Reason {
    /** The address does not exist: unknown, disabled, closed, no such domain, null MX. */
    UNKNOWN_USER(BounceType.HARD),
    /** Long inactive or over its storage quota. */
    MAILBOX_FULL(BounceType.HARD),
    /** Something in body, subject or attachments set off a filter. */
    CONTENT(BounceType.HARD),
    /** Judged to be spam. */
    SPAM(BounceType.HARD),
    /** A security policy of the receiving server, authentication failures included. */
    POLICY(BounceType.HARD),
    /** The reply is not specific enough. */
    OTHER(BounceType.HARD),
    /** The receiving server is overloaded, greylists, limits the rate or is being reconfigured. */
    RECIPIENT_TEMPORARY(BounceType.SOFT),
    /** Rejected for now by a security filter: reputation of the server or the sending IP. */
    FILTERED(BounceType.SOFT),
    /** The sending domain's own DMARC, SPF or DKIM does not allow this sender. */
    UNAUTHENTICATED(BounceType.SOFT),
    /** Temporary technical problem on either side: DNS, connection, TLS, routing. */
    TEMPORARY(BounceType.SOFT),
    /** The mailbox is briefly unavailable. */
    MAILBOX_MISCONFIGURED(BounceType.SOFT);

    private final BounceType type;

    Reason(BounceType type) {
        this.type = type;
    }

    /** {@link BounceType#HARD} or {@link BounceType#SOFT}: what this reason is once trying has ended. */
    public BounceType finalType() {
        return type;
    }
}
