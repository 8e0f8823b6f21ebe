package dev.rebound.parse.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A media type with its parameters (RFC 2045, section 5; continuations of RFC 2231), read leniently. Most parts are
 * asked for their type only, and the others for one parameter: so parameters are read when asked for, and no table of
 * them is made. Immutable.
 */
public final class ContentType {

    /** What a part is that says nothing (RFC 2045, section 5.2). */
    public static final ContentType TEXT_PLAIN = new ContentType("text/plain", "", 0);

    private final String full;
    private final int slash;
    private final String value;
    private final int parametersStart;

    private ContentType(String full, String value, int parametersStart) {
        this.full = full;
        this.slash = full.indexOf('/');
        this.value = value;
        this.parametersStart = parametersStart;
    }

    /** Reads a value; a value that names no type is plain text. */
    public static ContentType parse(String value) {
        int semicolon = value.indexOf(';');
        String full =
                (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        if (full.isEmpty()) {
            return TEXT_PLAIN;
        }
        return new ContentType(normal(full), value, semicolon < 0 ? value.length() : semicolon + 1);
    }

    /** With one slash, no space beside it, and nothing behind the subtype. */
    private static String normal(String full) {
        int slash = full.indexOf('/');
        if (slash >= 0 && full.indexOf(' ') < 0 && full.indexOf('\t') < 0) {
            return full;
        }
        String type = slash < 0 ? full : full.substring(0, slash).strip();
        String subtype = slash < 0 ? "" : full.substring(slash + 1).strip();
        int space = subtype.indexOf(' ');
        return type + "/" + (space < 0 ? subtype : subtype.substring(0, space));
    }

    /** {@code type/subtype}, lower case; the subtype may be empty. */
    public String full() {
        return full;
    }

    /** Whether it is this one, given in lower case. */
    public boolean is(String other) {
        return full.equals(other);
    }

    /** Whether it consists of parts. */
    public boolean isMultipart() {
        return isOf("multipart");
    }

    /** Whether it is text of some kind. */
    public boolean isText() {
        return isOf("text");
    }

    private boolean isOf(String type) {
        return slash == type.length() && full.startsWith(type);
    }

    /** Whether it says what kind of thing it is, but not which. */
    public boolean hasNoSubtype() {
        return slash == full.length() - 1;
    }

    /** A whole message inside (RFC 2046, section 5.2.1; RFC 6532). */
    public boolean isMessage() {
        return isOf("message") && (is("message/rfc822") || is("message/global") || is("message/news"));
    }

    /** The parameter of this name, given in lower case; its pieces (RFC 2231) put together. */
    public Optional<String> parameter(String name) {
        String found = null;
        Parameters parameters = new Parameters(value, parametersStart);
        while (parameters.advance()) {
            if (parameters.isPieceOf(name)) {
                found = found == null ? parameters.text() : found + parameters.text();
            } else if (found == null && parameters.isNamed(name)) {
                found = parameters.text();
            }
        }
        return Optional.ofNullable(found);
    }

    /** Walks {@code ; name=value; name="value"}. */
    private static final class Parameters {

        private final String value;
        private int at;
        private int read;
        private int nameStart;
        private int nameEnd;
        private int textStart;
        private int textEnd;
        private boolean quoted;

        Parameters(String value, int from) {
            this.value = value;
            this.at = from;
        }

        boolean advance() {
            int equals = at < value.length() && read < MimeLimits.PARAMETERS_MAX ? value.indexOf('=', at) : -1;
            if (equals < 0) {
                return false;
            }
            read++;
            nameStart = Math.max(at, value.lastIndexOf(';', equals) + 1);
            nameEnd = equals;
            while (nameStart < nameEnd && Character.isWhitespace(value.charAt(nameStart))) {
                nameStart++;
            }
            while (nameEnd > nameStart && Character.isWhitespace(value.charAt(nameEnd - 1))) {
                nameEnd--;
            }
            readText(equals + 1);
            return true;
        }

        private void readText(int from) {
            int start = from;
            while (start < value.length() && Character.isWhitespace(value.charAt(start))) {
                start++;
            }
            quoted = start < value.length() && value.charAt(start) == '"';
            textStart = quoted ? start + 1 : start;
            textEnd = textStart;
            while (quoted && textEnd < value.length() && value.charAt(textEnd) != '"') {
                textEnd += value.charAt(textEnd) == '\\' && textEnd + 1 < value.length() ? 2 : 1;
            }
            int semicolon = value.indexOf(';', textEnd);
            at = semicolon < 0 ? value.length() : semicolon + 1;
            textEnd = quoted ? textEnd : semicolon < 0 ? value.length() : semicolon;
        }

        boolean isNamed(String name) {
            return nameEnd - nameStart == name.length() && startsWith(name);
        }

        /** RFC 2231: {@code name*0}, {@code name*1*} are pieces of {@code name}; {@code name*} is encoded. */
        boolean isPieceOf(String name) {
            int star = nameStart + name.length();
            return star < nameEnd && value.charAt(star) == '*' && startsWith(name);
        }

        private boolean startsWith(String name) {
            return value.regionMatches(true, nameStart, name, 0, name.length());
        }

        String text() {
            String text = quoted ? unquoted() : bare();
            boolean encoded = nameEnd > nameStart && value.charAt(nameEnd - 1) == '*';
            return encoded ? percentDecoded(text) : text;
        }

        private String unquoted() {
            if (value.indexOf('\\', textStart) < 0) {
                return value.substring(textStart, textEnd);
            }
            StringBuilder text = new StringBuilder();
            for (int i = textStart; i < textEnd; i++) {
                boolean escapes = value.charAt(i) == '\\' && i + 1 < value.length();
                text.append(value.charAt(escapes ? ++i : i));
            }
            return text.toString();
        }

        private String bare() {
            String text = value.substring(textStart, textEnd).strip();
            int space = text.indexOf(' ');
            return space < 0 ? text : text.substring(0, space);
        }

        private static String percentDecoded(String text) {
            String coded = text.substring(text.lastIndexOf('\'') + 1).replace('%', '=');
            byte[] bytes = TransferEncoding.quotedPrintable(coded.getBytes(StandardCharsets.ISO_8859_1));
            return Charsets.guessed(bytes, 0, bytes.length);
        }
    }
}
