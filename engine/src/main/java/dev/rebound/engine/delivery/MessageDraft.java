package dev.rebound.engine.delivery;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.email.EmailFile;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a message says and from whom to whom. Whatever could start a header line of its own is refused
 * here, so that no text of a user, contact or integrator can add a recipient or a header.
 *
 * @param subject may be empty; at most {@link #LINE_LENGTH_MAX} characters
 * @param text the plain text; may be empty if there is HTML; any line ends
 * @param html the HTML; may be empty if there is text; any line ends
 * @param messageId in angle brackets
 * @param date when it is written, for the recipient's eyes
 * @param unsubscribe an https or http address at which a POST unsubscribes (RFC 8058)
 * @param headers further header fields, for example {@code Feedback-ID}
 * @param files attachments, and pictures that the HTML shows as {@code cid:name}
 */
public record MessageDraft(
        Mailbox from,
        Mailbox to,
        String subject,
        String text,
        String html,
        String messageId,
        Instant date,
        Optional<URI> unsubscribe,
        List<Header> headers,
        List<EmailFile> files) {

    /** Longest subject, name and header value, in characters; RFC 5322 allows lines of 998 octets. */
    public static final int LINE_LENGTH_MAX = 900;
    /** Most further header fields. */
    public static final int HEADERS_MAX = 20;

    public MessageDraft {
        checkLine("subject", subject);
        checkLine("Message-ID", messageId);
        if (!messageId.matches("<[^<>@ ]+@[^<>@ ]+>") || !messageId.chars().allMatch(c -> c < 0x80)) {
            throw new UnsafeDraftException("the Message-ID must be <left@right> in ASCII");
        }
        if (text.isEmpty() && html.isEmpty()) {
            throw new UnsafeDraftException("a message needs a text or an HTML part");
        }
        unsubscribe.ifPresent(MessageDraft::checkAddress);
        headers = List.copyOf(headers);
        files = List.copyOf(files);
        if (headers.size() > HEADERS_MAX) {
            throw new UnsafeDraftException("at most " + HEADERS_MAX + " further headers");
        }
        if (files.stream().anyMatch(file -> file.problem().isPresent())) {
            throw new UnsafeDraftException("a file cannot go with a message");
        }
    }

    private static void checkAddress(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new UnsafeDraftException("the unsubscribe address must start with https: or http:");
        }
        checkLine("unsubscribe address", address.toASCIIString());
    }

    private static void checkLine(String what, String value) {
        if (value.length() > LINE_LENGTH_MAX) {
            throw new UnsafeDraftException("%s is longer than %d characters".formatted(what, LINE_LENGTH_MAX));
        }
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new UnsafeDraftException(what + " has a line break or another control character");
        }
    }

    /**
     * A name and an address in a header.
     *
     * @param name shown to people; may be empty
     */
    public record Mailbox(String name, EmailAddress address) {

        public Mailbox {
            checkLine("name", name);
            if (EmailAddress.parse(address.text()).filter(address::equals).isEmpty()) {
                throw new UnsafeDraftException("address is not a checked one");
            }
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
            checkLine("header " + name, value);
        }
    }
}
