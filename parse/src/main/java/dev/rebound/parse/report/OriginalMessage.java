package dev.rebound.parse.report;

import java.util.Optional;

/**
 * What a report tells of the message it is about.
 *
 * @param messageId with angle brackets
 * @param recipient the address in its To header, or its envelope recipient
 * @param subject decoded
 */
public record OriginalMessage(Optional<String> messageId, Optional<String> recipient, Optional<String> subject) {

    /** Nothing is known. */
    static final OriginalMessage UNKNOWN = new OriginalMessage(Optional.empty(), Optional.empty(), Optional.empty());

    /** Shows neither recipient nor subject. */
    @Override
    public String toString() {
        return "OriginalMessage[messageId=" + messageId + "]";
    }
}
