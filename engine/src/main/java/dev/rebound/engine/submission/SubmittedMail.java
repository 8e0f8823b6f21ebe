package dev.rebound.engine.submission;

import dev.rebound.core.address.EmailAddress;
import java.util.List;
import java.util.Optional;

/**
 * One mail as a program handed it over, made ready to be sent on.
 *
 * @param from the one author
 * @param subject decoded; may be empty
 * @param headerId the Message-ID, in angle brackets
 * @param stream under which name of the submitter's it is counted, at most {@link #STREAM_LENGTH_MAX} characters
 * @param asks what the submitter asks for
 * @param content the message, CRLF line ends, without what must not be seen by its recipients
 * @param recipients each once
 */
@SuppressWarnings("ArrayRecordComponent") // a message is bytes; nobody compares two by value
public record SubmittedMail(
        EmailAddress from,
        String subject,
        String headerId,
        Optional<String> stream,
        Asks asks,
        byte[] content,
        List<EmailAddress> recipients) {

    /** Longest name of a stream, in characters. */
    public static final int STREAM_LENGTH_MAX = 100;

    public SubmittedMail {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a mail has a recipient");
        }
    }

    /** What is added for each recipient when the mail goes out. */
    public enum Asks {
        /** Nothing that the recipient could see. */
        NOTHING,
        /** A link to unsubscribe by, in the header (RFC 8058). */
        UNSUBSCRIBE_LINK
    }
}
