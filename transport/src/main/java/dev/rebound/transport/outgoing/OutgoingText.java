package dev.rebound.transport.outgoing;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.transport.wire.CrlfText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message's bytes as they will leave, cut into header fields and body. Immutable as long as nobody
 * writes to the array.
 *
 * @param text with the whole header; every line ended by CRLF
 * @param rest more of the body, kept apart because other messages share it
 * @param fields in the order of the text
 * @param bodyStart where in the text the body begins, behind the blank line
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutgoingText(byte[] text, byte[] rest, List<Field> fields, int bodyStart) {

    /**
     * One header field.
     *
     * @param name lower case, without blanks
     * @param lines the whole field as it stands, folded lines and last CRLF included
     */
    public record Field(String name, String lines) {

        /** What stands behind the colon, on one line. */
        public String value() {
            return lines.substring(lines.indexOf(':') + 1).replace("\r\n", "").strip();
        }
    }

    /** Cuts a message; line ends become CRLF first. */
    public static OutgoingText of(MessageContent message) {
        return switch (message) {
            case MessageContent.Composed(byte[] own, byte[] shared) -> of(own, shared);
            case MessageContent.Given(byte[] text) -> of(CrlfText.of(text), new byte[0]);
        };
    }

    private static OutgoingText of(byte[] text, byte[] rest) {
        List<Field> fields = new ArrayList<>();
        int start = 0;
        while (start < text.length && text[start] != '\r') {
            int end = fieldEnd(text, start);
            // ISO 8859-1 gives every byte back as it was, UTF-8 headers included.
            fields.add(field(new String(text, start, end - start, StandardCharsets.ISO_8859_1)));
            start = end;
        }
        return new OutgoingText(text, rest, List.copyOf(fields), Math.min(start + 2, text.length));
    }

    /** Behind the last line that belongs to the field. */
    private static int fieldEnd(byte[] text, int start) {
        int at = start;
        while (at < text.length) {
            boolean lineEnd = text[at] == '\n';
            at++;
            if (lineEnd && (at == text.length || (text[at] != ' ' && text[at] != '\t'))) {
                return at;
            }
        }
        return at;
    }

    private static Field field(String lines) {
        int colon = lines.indexOf(':');
        String name = colon < 0 ? "" : lines.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        return new Field(name, lines);
    }

    /**
     * The domain of the first author, in lower-case A-labels: it is the one whose reputation the message
     * lives by, and that DMARC looks at (RFC 7489, section 6.6.1).
     */
    public Optional<String> authorDomain() {
        return named("from").findFirst().flatMap(from -> domain(from.value()));
    }

    /** The one author's address; empty if there is none, or more than one, or it cannot be read. */
    public Optional<EmailAddress> author() {
        List<Field> from = named("from").toList();
        if (from.size() != 1) {
            return Optional.empty();
        }
        String mailbox = from.getFirst().value();
        String bare = withoutQuotedText(mailbox);
        boolean several = bare.indexOf(',') >= 0 || bare.indexOf('<') != bare.lastIndexOf('<');
        // A quoted local part is the only quoted text that belongs to an address.
        String text = bare.indexOf('<') >= 0 ? mailbox : bare;
        return several ? Optional.empty() : EmailAddress.parse(utf8(address(text)));
    }

    /** Fields of a name, given in lower case. */
    public Stream<Field> named(String name) {
        return fields.stream().filter(field -> field.name().equals(name));
    }

    /** What stands in the last angle brackets, or the first entry of a list without any. */
    private static String address(String bare) {
        int open = bare.lastIndexOf('<');
        int close = bare.indexOf('>', open + 1);
        return (open >= 0 && close > open ? bare.substring(open + 1, close) : bare.split(",", 2)[0]).strip();
    }

    private static Optional<String> domain(String mailbox) {
        String bare = withoutQuotedText(mailbox);
        int open = bare.indexOf('<');
        int close = bare.indexOf('>', open + 1);
        String address = open >= 0 && close > open ? bare.substring(open + 1, close) : bare.split(",", 2)[0];
        String domain = address.substring(address.lastIndexOf('@') + 1).strip();
        return EmailAddress.parse("author@" + utf8(domain))
                .map(checked -> checked.key().domain());
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Without quoted strings and comments, in which brackets and commas mean nothing. */
    private static String withoutQuotedText(String text) {
        StringBuilder bare = new StringBuilder();
        boolean quoted = false;
        int comments = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && (quoted || comments > 0)) {
                i++;
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
            } else if (c == '(' && !quoted) {
                comments++;
            } else if (c == ')' && !quoted && comments > 0) {
                comments--;
            } else if (!quoted && comments == 0) {
                bare.append(c);
            }
        }
        return bare.toString();
    }
}
