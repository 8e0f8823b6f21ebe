package dev.rebound.transport.compose;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The header fields of a message, each with its line end. */
final class HeaderField {

    /** RFC 5322, section 3.3; always in UTC, because where a server stands is nobody's business. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** What an atom is made of beside letters and digits (RFC 5322, section 3.2.3). */
    private static final String ATOM = "!#$%&'*+-/=?^_`{|}~";

    private HeaderField() {}

    /** A field whose value is free of line breaks and has at most 900 characters. */
    static String unstructured(String name, String value) {
        return name + ": " + EncodedWords.unstructured(value, name.length() + 2) + "\r\n";
    }

    /** A field whose value is made by us, and is not folded. */
    static String plain(String name, String value) {
        return name + ": " + value + "\r\n";
    }

    static String date(Instant date) {
        return plain("Date", DATE.format(date));
    }

    /** A field with one mailbox; an address with letters beyond ASCII stays as it is (RFC 6532). */
    static String mailbox(String field, Mailbox mailbox) {
        EmailAddress address = mailbox.address();
        String path = address.localPart() + "@" + address.key().domain();
        int column = field.length() + 2;
        if (mailbox.name().isBlank()) {
            return field + ": " + path + "\r\n";
        }
        String name = phrase(mailbox.name(), column);
        int lineLength = name.length() - (name.lastIndexOf('\n') + 1) + (name.indexOf('\n') < 0 ? column : 0);
        boolean fits = lineLength + path.length() + 3 <= EncodedWords.LINE_LENGTH;
        return field + ": " + name + (fits ? " <" : "\r\n <") + path + ">\r\n";
    }

    /** A display name: words, a quoted string, or encoded words if it is neither or would need folding. */
    private static String phrase(String name, int column) {
        if (!EncodedWords.canStay(name) || column + 2 * name.length() + 2 > EncodedWords.LINE_LENGTH) {
            return EncodedWords.encoded(name, column);
        }
        return isWords(name) ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Whether it consists of atoms with one space between each two. */
    private static boolean isWords(String name) {
        boolean word = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean atom = (c < 0x80 && Character.isLetterOrDigit(c)) || ATOM.indexOf(c) >= 0;
            if (!atom && (c != ' ' || !word)) {
                return false;
            }
            word = atom;
        }
        return word;
    }
}
