package dev.rebound.parse.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The host that a text says it spoke with: behind words such as "while talking to", before words such as "does
 * not like", else a name that stands right before its own address ({@code mx.example.org [192.0.2.1]}).
 */
final class RemoteHost {

    /** Words before a host name, most telling first, lower case. */
    static final List<String> BEFORE = List.of(
            "while talking to",
            "reason: host",
            "remote host",
            "remote system",
            "remote server",
            "remote-mta",
            "remote mta",
            "lost connection with",
            "conversation with",
            "connection to",
            "connect to",
            "connected to",
            "host name",
            "host",
            "server was",
            "server at",
            "server",
            "servidor",
            "serveur",
            "\u0441\u0435\u0440\u0432\u0435\u0440",
            "given by");

    /** Words behind a host name or its bracketed address, lower case. */
    static final List<String> AFTER = List.of(
            " did not like",
            " does not like",
            " failed after i sent",
            " said",
            " says",
            " replied",
            " responded",
            " answered",
            " rejected",
            " refused",
            " returned");

    /** Characters between such words and the name. */
    private static final String BETWEEN = " :='\"(<[\u00ab\u201c";
    /** How many of them, and of the characters of a bracketed address, are passed over. */
    private static final int BETWEEN_MAX = 24;

    private static final int ADDRESS_LENGTH_MAX = 60;

    private RemoteHost() {}

    /**
     * Of a text whose line ends were made spaces.
     *
     * @param before those of {@link #BEFORE} that occur in it
     * @param after those of {@link #AFTER} that occur in it
     */
    static Optional<String> in(String line, List<String> before, List<String> after) {
        if (line.indexOf('.') < 0 || (before.isEmpty() && after.isEmpty() && !mayName(line))) {
            return Optional.empty();
        }
        String lower = line.toLowerCase(Locale.ROOT);
        Optional<String> host = behindWords(lower, before);
        return host.or(() -> beforeWords(lower, after))
                .or(() -> direct(lower, "by "))
                .or(() -> besideAddress(lower));
    }

    /** Whether a name may stand without such words: behind "by", or before an address in brackets. */
    private static boolean mayName(String line) {
        return line.indexOf('[') >= 0 || line.contains("y ") || line.contains("Y ");
    }

    private static Optional<String> behindWords(String lower, List<String> before) {
        for (String words : before) {
            for (int at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, at + 1)) {
                int end = at + words.length();
                boolean whole = (at == 0 || !Character.isLetter(lower.charAt(at - 1)))
                        && (end == lower.length() || !Character.isLetter(lower.charAt(end)));
                int start = whole ? passOver(lower, end) : end;
                Optional<String> host = start > end ? hostAt(lower, start) : Optional.empty();
                if (host.isPresent()) {
                    return host;
                }
            }
        }
        return Optional.empty();
    }

    /** Spaces, quotes, brackets and the name type of a field ({@code dns;}). */
    private static int passOver(String lower, int from) {
        int limit = Math.min(lower.length(), from + BETWEEN_MAX);
        int start = from;
        while (start < limit && BETWEEN.indexOf(lower.charAt(start)) >= 0) {
            start++;
        }
        int typed = lower.startsWith("dns;", start) ? start + 4 : start;
        while (typed > start && typed < limit && lower.charAt(typed) == ' ') {
            typed++;
        }
        return typed;
    }

    private static Optional<String> beforeWords(String lower, List<String> after) {
        for (String words : after) {
            int at = lower.indexOf(words);
            int end = at < 0 ? 0 : withoutAddress(lower, at);
            int start = nameStart(lower, end);
            Optional<String> host = start < end ? hostAt(lower, start) : Optional.empty();
            if (host.isPresent()) {
                return host;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> direct(String lower, String words) {
        for (int at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, at + 1)) {
            boolean whole = at == 0 || !Character.isLetter(lower.charAt(at - 1));
            Optional<String> host = whole ? hostAt(lower, at + words.length()) : Optional.empty();
            if (host.isPresent()) {
                return host;
            }
        }
        return Optional.empty();
    }

    /** A name that its address follows; not one that the mail came from. */
    private static Optional<String> besideAddress(String lower) {
        for (int open = lower.indexOf('['); open > 1; open = lower.indexOf('[', open + 1)) {
            int end = lower.charAt(open - 1) == ' ' ? open - 1 : open;
            int start = nameStart(lower, end);
            boolean address = open + 1 < lower.length() && Character.digit(lower.charAt(open + 1), 16) >= 0;
            boolean origin = lower.substring(Math.max(0, start - 6), start).contains("from ");
            Optional<String> host = address && !origin && start < end ? hostAt(lower, start) : Optional.empty();
            if (host.isPresent()) {
                return host;
            }
        }
        return Optional.empty();
    }

    /** Where {@code mx.example.org [192.0.2.1]} ends without its address. */
    private static int withoutAddress(String lower, int end) {
        char last = end == 0 ? ' ' : lower.charAt(end - 1);
        if (last != ']' && last != ')') {
            return end;
        }
        int open = lower.lastIndexOf(last == ']' ? '[' : '(', end);
        boolean near = open > 0 && end - open <= ADDRESS_LENGTH_MAX;
        return near ? (lower.charAt(open - 1) == ' ' ? open - 1 : open) : end;
    }

    private static int nameStart(String lower, int end) {
        int start = end;
        while (start > 0 && end - start < 255 && isHostLetter(lower.charAt(start - 1))) {
            start--;
        }
        boolean address = start > 0 && lower.charAt(start - 1) == '@';
        return address ? end : start;
    }

    private static Optional<String> hostAt(String lower, int start) {
        int end = hostEnd(lower, start);
        return isHostName(lower, start, end) ? Optional.of(lower.substring(start, end)) : Optional.empty();
    }

    /** The host at a place of a lower-case text, behind spaces, quotes and brackets. */
    static Optional<String> hostBehind(String lower, int from) {
        return hostAt(lower, passOver(lower, from));
    }

    /** The name that a field such as Remote-MTA holds: type, brackets, address and trailing dot taken off. */
    static Optional<String> ofField(String field) {
        int semicolon = field.indexOf(';');
        String text =
                (semicolon < 0 ? field : field.substring(semicolon + 1)).strip().toLowerCase(Locale.ROOT);
        // X.400 names its servers "mta NAME in /PRMD=.../" (RFC 2156).
        text = text.startsWith("mta ") ? text.substring(4).strip() : text;
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != '(') {
            end++;
        }
        String host = text.substring(0, end);
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return host.isEmpty() || host.length() > 255 ? Optional.empty() : Optional.of(host);
    }

    private static int hostEnd(String text, int start) {
        int end = start;
        while (end < text.length() && end - start < 255 && isHostLetter(text.charAt(end))) {
            end++;
        }
        boolean address = end < text.length() && text.charAt(end) == '@';
        while (end > start && text.charAt(end - 1) == '.') {
            end--;
        }
        return address ? start : end;
    }

    private static boolean isHostLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    }

    private static boolean isIpv4(String text, int start, int end) {
        int dots = 0;
        for (int i = start; i < end; i++) {
            dots += text.charAt(i) == '.' ? 1 : 0;
        }
        return dots == 3;
    }

    private static boolean isHostName(String text, int start, int end) {
        int dot = text.indexOf('.', start, Math.max(start, end));
        boolean letter = isIpv4(text, start, end);
        for (int i = start; i < end; i++) {
            letter |= text.charAt(i) >= 'a';
        }
        return dot > start && dot < end - 1 && letter;
    }
}
