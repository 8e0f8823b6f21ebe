package dev.rebound.engine.delivery;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.email.PersonalField;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is particular to one message of an email. As in a {@link SharedDraft}, whatever could start a header line
 * of its own is refused; values are made fit for their place where they are filled in.
 *
 * @param messageId in angle brackets
 * @param date when it is written, for the recipient's eyes
 * @param unsubscribe an https or http address at which a POST unsubscribes (RFC 8058)
 * @param mark a header field for whoever relays the message, if it wants one
 * @param values of the personal fields; a missing one is empty
 */
public record MessageDraft(
        Mailbox to,
        String messageId,
        Instant date,
        Optional<URI> unsubscribe,
        Optional<SharedDraft.Header> mark,
        Map<PersonalField, String> values) {

    /** Longest subject, name and header value, in characters; RFC 5322 allows lines of 998 octets. */
    public static final int LINE_LENGTH_MAX = 900;

    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-~&&[^<>@]]+@[!-~&&[^<>@]]+>");

    public MessageDraft {
        checkLine("Message-ID", messageId);
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            throw new UnsafeDraftException("the Message-ID must be <left@right> in ASCII");
        }
        unsubscribe.ifPresent(MessageDraft::checkAddress);
        values = Map.copyOf(values);
    }

    /** One that nobody relays. */
    public MessageDraft(
            Mailbox to, String messageId, Instant date, Optional<URI> unsubscribe, Map<PersonalField, String> values) {
        this(to, messageId, date, unsubscribe, Optional.empty(), values);
    }

    private static void checkAddress(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new UnsafeDraftException("the unsubscribe address must start with https: or http:");
        }
        checkLine("unsubscribe address", address.toASCIIString());
    }

    static void checkLine(String what, String value) {
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
}
