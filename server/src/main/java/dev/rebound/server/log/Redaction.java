package dev.rebound.server.log;

import java.util.function.Predicate;

/**
 * Takes the addresses out of a text: of {@code john@example.com} stays {@code j***@example.com}, as an address writes
 * itself. Whatever stands around an {@code @}, also a quoted local part, an address literal or a percent-encoded
 * {@code %40}, counts as one: too much is taken out rather than too little. One pass, so that no text costs more than
 * its length.
 *
 * <p>A local part may hold {@code =} (RFC 5321), as fields of a log line do. So what stands before the first one is
 * kept only if it is known to be a field's key.
 */
final class Redaction {

    private static final String STARS = "***";
    /** Longest address literal looked at; an IPv6 address with its tag is shorter. */
    private static final int LITERAL_LENGTH_MAX = 64;

    private static final String ENCODED_AT = "%40";
    /** What ends a local part on its left, beside blanks and control characters. */
    private static final String NEVER_LOCAL = "<>()[],;:\"\\@";

    private Redaction() {}

    /**
     * The text without addresses.
     *
     * @param isKey whether a word before {@code =} is the key of a field
     */
    static String of(String text, Predicate<String> isKey) {
        StringBuilder redacted = new StringBuilder(text.length());
        int done = 0;
        for (int at = 0; at < text.length(); at++) {
            int signLength = signLength(text, at);
            int end = signLength == 0 ? at : endOfDomain(text, at + signLength);
            if (end > at + signLength && signLength > 0) {
                int start = startOfLocal(text, at, done, isKey);
                if (start < at) {
                    redacted.append(text, done, start)
                            .appendCodePoint(text.codePointAt(start))
                            .append(STARS)
                            .append(text, at, end);
                    done = end;
                    at = end - 1;
                }
            }
        }
        return redacted.append(text, done, text.length()).toString();
    }

    private static int signLength(String text, int at) {
        if (text.charAt(at) == '@') {
            return 1;
        }
        return text.startsWith(ENCODED_AT, at) ? ENCODED_AT.length() : 0;
    }

    private static int startOfLocal(String text, int at, int from, Predicate<String> isKey) {
        if (at > from && text.charAt(at - 1) == '"') {
            int quote = text.lastIndexOf('"', at - 2);
            return quote >= from ? quote : from;
        }
        int start = at;
        while (start > from && isLocal(text.charAt(start - 1))) {
            start--;
        }
        int equals = start;
        while (equals < at && text.charAt(equals) != '=') {
            equals++;
        }
        boolean hasKey = equals < at - 1 && isKey.test(text.substring(start, equals));
        return hasKey ? equals + 1 : start;
    }

    private static boolean isLocal(char c) {
        return c > ' ' && NEVER_LOCAL.indexOf(c) < 0 && !Character.isISOControl(c);
    }

    /** A run of digits alone is no domain, but the version of a module in a stack trace. */
    private static int endOfDomain(String text, int start) {
        if (start < text.length() && text.charAt(start) == '[') {
            int most = Math.min(text.length(), start + LITERAL_LENGTH_MAX);
            int end = start + 1;
            while (end < most && text.charAt(end - 1) != ']') {
                end++;
            }
            return end;
        }
        int end = start;
        boolean onlyDigits = true;
        while (end < text.length() && isDomain(text.charAt(end))) {
            onlyDigits &= Character.isDigit(text.charAt(end));
            end++;
        }
        return onlyDigits ? start : end;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || Character.isSurrogate(c);
    }
}
