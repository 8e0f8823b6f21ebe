package dev.rebound.parse.mime;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type with its parameters (RFC 2045, section 5; continuations of RFC 2231), read leniently.
 *
 * @param type for example {@code text}, lower case
 * @param subtype for example {@code plain}, lower case; may be empty
 * @param parameters by lower-case name
 */
public record ContentType(String type, String subtype, Map<String, String> parameters) {

    /** What a part is that says nothing (RFC 2045, section 5.2). */
    public static final ContentType TEXT_PLAIN = new ContentType("text", "plain", Map.of());

    public ContentType {
        parameters = Map.copyOf(parameters);
    }

    /** Reads a value; a value that names no type is plain text. */
    public static ContentType parse(String value) {
        int semicolon = value.indexOf(';');
        String full =
                (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        if (full.isEmpty()) {
            return TEXT_PLAIN;
        }
        int slash = full.indexOf('/');
        String type = slash < 0 ? full : full.substring(0, slash).strip();
        String subtype = slash < 0 ? "" : full.substring(slash + 1).strip();
        int space = subtype.indexOf(' ');
        subtype = space < 0 ? subtype : subtype.substring(0, space);
        return new ContentType(type, subtype, semicolon < 0 ? Map.of() : new Parameters(value, semicolon + 1).read());
    }

    /** {@code type/subtype}. */
    public String full() {
        return type + "/" + subtype;
    }

    public boolean is(String full) {
        return full.length() == type.length() + 1 + subtype.length() && full.startsWith(type) && full.endsWith(subtype);
    }

    public boolean isMultipart() {
        return type.equals("multipart");
    }

    public boolean isText() {
        return type.equals("text");
    }

    /** A whole message inside (RFC 2046, section 5.2.1; RFC 6532). */
    public boolean isMessage() {
        return type.equals("message")
                && (subtype.equals("rfc822") || subtype.equals("global") || subtype.equals("news"));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Reads {@code ; name=value; name="value"}. */
    private static final class Parameters {

        private final String value;
        private int at;
        private final Map<String, String> read = new LinkedHashMap<>();

        Parameters(String value, int from) {
            this.value = value;
            this.at = from;
        }

        Map<String, String> read() {
            for (int n = 0; n < MimeLimits.PARAMETERS_MAX && at < value.length(); n++) {
                int equals = value.indexOf('=', at);
                if (equals < 0) {
                    break;
                }
                String name = value.substring(at, equals).strip().toLowerCase(Locale.ROOT);
                int lastSemicolon = name.lastIndexOf(';');
                name = lastSemicolon < 0
                        ? name
                        : name.substring(lastSemicolon + 1).strip();
                at = equals + 1;
                put(name, next());
            }
            return read;
        }

        /** RFC 2231: {@code name*0}, {@code name*1*} are pieces of {@code name}; {@code name*} is encoded. */
        private void put(String name, String text) {
            int star = name.indexOf('*');
            if (star < 0) {
                read.putIfAbsent(name, text);
                return;
            }
            String decoded = name.endsWith("*") ? percentDecoded(text) : text;
            read.merge(name.substring(0, star), decoded, String::concat);
        }

        private static String percentDecoded(String text) {
            String coded = text.substring(text.lastIndexOf('\'') + 1).replace('%', '=');
            byte[] bytes = TransferEncoding.quotedPrintable(coded.getBytes(StandardCharsets.ISO_8859_1));
            return Charsets.guessed(bytes, 0, bytes.length);
        }

        private String next() {
            while (at < value.length() && Character.isWhitespace(value.charAt(at))) {
                at++;
            }
            return at < value.length() && value.charAt(at) == '"' ? quoted() : bare();
        }

        private String quoted() {
            StringBuilder text = new StringBuilder();
            at++;
            while (at < value.length() && value.charAt(at) != '"') {
                if (value.charAt(at) == '\\' && at + 1 < value.length()) {
                    at++;
                }
                text.append(value.charAt(at++));
            }
            int semicolon = value.indexOf(';', at);
            at = semicolon < 0 ? value.length() : semicolon + 1;
            return text.toString();
        }

        private String bare() {
            int semicolon = value.indexOf(';', at);
            int end = semicolon < 0 ? value.length() : semicolon;
            String text = value.substring(at, end).strip();
            at = semicolon < 0 ? value.length() : semicolon + 1;
            int space = text.indexOf(' ');
            return space < 0 ? text : text.substring(0, space);
        }
    }
}
