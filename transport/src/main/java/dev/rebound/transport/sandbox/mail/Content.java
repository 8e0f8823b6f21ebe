package dev.rebound.transport.sandbox.mail;

/** What a client sent as a message. */
sealed interface Content {

    /** The message, dots unstuffed. */
    @SuppressWarnings("ArrayRecordComponent") // a message is bytes; nobody compares two by value
    record Whole(byte[] bytes) implements Content {}

    /** It was too long; all of it has been read. */
    record TooLong() implements Content {}

    /** It has a CR or LF that is no line end (RFC 5321, section 2.3.8); all of it has been read. */
    record BareLineEnd() implements Content {}
}
