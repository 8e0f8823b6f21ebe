package dev.rebound.engine.delivery;

/** Port: makes the message that is sent out of what it says. Thread-safe. */
@FunctionalInterface
public interface MessageComposer {

    /**
     * The complete message (RFC 5322, MIME) with CRLF line ends and no line over 998 octets. All of it is
     * ASCII, unless an address has letters beyond ASCII (RFC 6532).
     */
    byte[] compose(MessageDraft draft);
}
