package dev.rebound.transport.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The argument of {@code MAIL} or {@code RCPT}: {@code FROM:<path> KEY=VALUE ...} (RFC 5321, section 4.1.2).
 *
 * @param path without angle brackets and source route, empty for the null sender
 * @param parameters the keywords as written, with their values
 */
record PathArgument(String path, List<String> parameters) {

    /** Octets of a path (RFC 5321, section 4.5.3.1.3 asks for 256; UTF-8 and signed paths need more). */
    private static final int PATH_MAX = 512;

    /** Of MAIL; AUTH says on whose behalf a trusted client sends (RFC 4954, section 5), which we trust nobody with. */
    static final String OF_MAIL = "SIZE=[0-9]{1,20}|BODY=(7BIT|8BITMIME)|SMTPUTF8|AUTH=.{1,500}";
    /** Of RCPT: none. */
    static final String OF_RCPT = "(?!)";

    PathArgument {
        parameters = List.copyOf(parameters);
    }

    /** Reads what follows the command; the keyword is {@code FROM} or {@code TO}. */
    static Optional<PathArgument> parse(String argument, String keyword) {
        int open = keyword.length() + 1;
        if (!argument.regionMatches(true, 0, keyword + ":", 0, open)) {
            return Optional.empty();
        }
        // A space after the colon is against the grammar, but has been sent by many for decades.
        while (open < argument.length() && argument.charAt(open) == ' ') {
            open++;
        }
        int close = closingBracket(argument, open);
        if (close < 0 || close - open > PATH_MAX) {
            return Optional.empty();
        }
        String rest = argument.substring(close + 1);
        if (!rest.isEmpty() && rest.charAt(0) != ' ') {
            return Optional.empty();
        }
        List<String> parameters =
                rest.isBlank() ? List.of() : List.of(rest.strip().split(" +"));
        return Optional.of(new PathArgument(withoutRoute(argument.substring(open + 1, close)), parameters));
    }

    /** A quoted local part may hold a bracket. */
    private static int closingBracket(String text, int open) {
        if (open >= text.length() || text.charAt(open) != '<') {
            return -1;
        }
        boolean quoted = false;
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7f) {
                return -1;
            }
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == ' ')) {
                return -1;
            } else if (!quoted && c == '>') {
                return i;
            }
        }
        return -1;
    }

    /** A source route is accepted and passed over (RFC 5321, appendix C). */
    private static String withoutRoute(String path) {
        int colon = path.indexOf(':');
        return path.startsWith("@") && colon > 0 ? path.substring(colon + 1) : path;
    }

    /** The declared message size (RFC 1870), 0 if there is none; a number without end is the largest. */
    long declaredBytes() {
        return parameters.stream()
                .map(parameter -> parameter.toUpperCase(Locale.ROOT))
                .filter(parameter -> parameter.matches("SIZE=[0-9]{1,20}"))
                .map(parameter -> parameter.substring("SIZE=".length()))
                .mapToLong(digits -> digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits))
                .findFirst()
                .orElse(0);
    }

    /** Whether all parameters are such as are understood. */
    boolean hasOnly(String understood) {
        return parameters.stream()
                .map(parameter -> parameter.toUpperCase(Locale.ROOT))
                .allMatch(parameter -> parameter.matches(understood));
    }

    /** Whether notices are asked for (RFC 3461, section 4). */
    boolean asksForNotices() {
        return parameters.stream()
                .map(parameter -> parameter.toUpperCase(Locale.ROOT))
                .anyMatch(parameter -> parameter.matches("(RET|ENVID|NOTIFY|ORCPT)=.*"));
    }
}
