package dev.rebound.core.bounce;

/** Who can act on a bounce. Drives advice, and keeps a sender's own fault from costing addresses. */
public enum Fault {
    /** The address or mailbox itself. */
    RECIPIENT,
    /** What the message says or carries. */
    CONTENT,
    /** SPF, DKIM, DMARC or credentials of the sender. */
    SENDER_AUTHENTICATION,
    /** Reputation of the sending IP or domain. */
    SENDER_REPUTATION,
    /** The receiving server or its policy. */
    RECEIVER,
    /** DNS, routing, connections, TLS. */
    NETWORK,
    /** Our own system or its configuration. */
    SENDER_SYSTEM,
    /** The evidence does not say. */
    UNKNOWN
}
