package dev.rebound.engine.delivery;

import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.PersonalContent;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What all messages of an email share: what it says, and from whom; {@link MessageDraft} is what each has for itself. Whatever could start a header line of its own is
 * refused here, so that no text of a user or integrator can add a recipient or a header.
 *
 * @param content a subject of at most {@link MessageDraft#LINE_LENGTH_MAX} characters, and a text or HTML at least
 * @param headers further header fields, for example {@code Feedback-ID}
 * @param files attachments, and pictures that the HTML shows as {@code cid:name}
 */
public record SharedDraft(Mailbox from, PersonalContent content, List<Header> headers, List<EmailFile> files) {

    /** Most further header fields. */
    public static final int HEADERS_MAX = 20;

    public SharedDraft {
        if (content.text().isEmpty() && content.html().isEmpty()) {
            throw new UnsafeDraftException("a message needs a text or an HTML part");
        }
        headers = List.copyOf(headers);
        files = List.copyOf(files);
        if (headers.size() > HEADERS_MAX) {
            throw new UnsafeDraftException("at most " + HEADERS_MAX + " further headers");
        }
        if (files.stream().anyMatch(file -> file.problem().isPresent())) {
            throw new UnsafeDraftException("a file cannot go with a message");
        }
    }

    /** A further header field. */
    public record Header(String name, String value) {

        /** Longest name, in characters. */
        private static final int NAME_LENGTH_MAX = 60;
        /** Fields that are made from the draft, or that would add recipients. */
        private static final Set<String> RESERVED = Set.of(
                "bcc",
                "cc",
                "date",
                "from",
                "list-unsubscribe",
                "list-unsubscribe-post",
                "message-id",
                "mime-version",
                "precedence",
                "received",
                "return-path",
                "sender",
                "subject",
                "to");

        public Header {
            if (!name.matches("[A-Za-z0-9-]{1," + NAME_LENGTH_MAX + "}")) {
                throw new UnsafeDraftException("a header name consists of letters, digits and hyphens");
            }
            String lower = name.toLowerCase(Locale.ROOT);
            if (RESERVED.contains(lower) || lower.startsWith("content-") || lower.startsWith("resent-")) {
                throw new UnsafeDraftException("header " + name + " cannot be set");
            }
            MessageDraft.checkLine("header " + name, value);
        }
    }
}
