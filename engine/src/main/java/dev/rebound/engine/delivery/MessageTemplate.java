package dev.rebound.engine.delivery;

/** An email in wire form (RFC 5322, MIME), to be filled in for each recipient. Immutable. */
public interface MessageTemplate {

    /**
     * The message for one recipient. All of it is ASCII, unless an address has letters beyond ASCII (RFC 6532).
     */
    MessageContent filledFor(MessageDraft message);

    /** What it takes in memory, in octets, roughly. */
    long octets();
}
