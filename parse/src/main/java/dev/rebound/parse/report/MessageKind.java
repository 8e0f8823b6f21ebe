package dev.rebound.parse.report;

import java.util.Locale;

/** What a message is. */
public enum MessageKind {
    /** A final failure for at least one recipient. */
    BOUNCE,
    /** Delivery is late; the reporting server goes on trying. */
    DELAY,
    /** Delivered, relayed or expanded. */
    DELIVERED,
    /** Out of office, vacation, acknowledgement (RFC 3834). */
    AUTO_REPLY,
    /** A feedback report (RFC 5965) or a provider's own form of one. */
    COMPLAINT,
    /** Asks the sender to confirm before it is delivered. */
    CHALLENGE,
    /** Anything else, whatever words it contains. */
    OTHER;

    /** The name in JSON, for example {@code auto-reply}. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
