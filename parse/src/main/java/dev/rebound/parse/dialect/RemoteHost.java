package dev.rebound.parse.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The host that a text says it spoke with. */
final class RemoteHost {

    /** Words before a host name, most telling first, lower case. */
    private static final List<String> BEFORE = List.of(
            "while talking to ",
            "reason: host ",
            "remote host ",
            "lost connection with ",
            "conversation with ",
            "connect to ",
            "connected to ",
            "host ",
            "host: ",
            "server ",
            "by ");

    private RemoteHost() {}

    static Optional<String> in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String words : BEFORE) {
            for (int at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, at + 1)) {
                int start = at + words.length();
                boolean wordStart = at == 0 || !Character.isLetter(lower.charAt(at - 1));
                int end = hostEnd(lower, start);
                if (wordStart && isHostName(lower, start, end)) {
                    return Optional.of(lower.substring(start, end));
                }
            }
        }
        return Optional.empty();
    }

    /** The name that a field such as Remote-MTA holds: type, brackets, address and trailing dot taken off. */
    static Optional<String> ofField(String field) {
        int semicolon = field.indexOf(';');
        String text =
                (semicolon < 0 ? field : field.substring(semicolon + 1)).strip().toLowerCase(Locale.ROOT);
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
        while (end > start && text.charAt(end - 1) == '.') {
            end--;
        }
        return end;
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
