package dev.rebound.core.smtp;

import java.util.Optional;

/**
 * An enhanced mail system status code (RFC 3463, section 2): class, subject, detail.
 *
 * @param statusClass 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999; 1 addressing, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content,
 *     7 security
 * @param detail 0 to 999
 */
public record EnhancedStatus(int statusClass, int subject, int detail) {

    public EnhancedStatus {
        if (statusClass != 2 && statusClass != 4 && statusClass != 5) {
            throw new IllegalArgumentException("status class must be 2, 4 or 5, was " + statusClass);
        }
        if (subject < 0 || subject > 999 || detail < 0 || detail > 999) {
            throw new IllegalArgumentException("subject and detail must be 0 to 999");
        }
    }

    /** Reads text that is a status code and nothing else, surrounding white space aside. */
    public static Optional<EnhancedStatus> parse(String text) {
        String bare = text.strip();
        boolean nothingElse = bare.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')) && !bare.endsWith(".");
        return nothingElse ? at(bare, 0) : Optional.empty();
    }

    /** The first status code that stands in the text. */
    public static Optional<EnhancedStatus> find(String text) {
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
            Optional<EnhancedStatus> found = dot == 0 ? Optional.empty() : at(text, dot - 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A code whose first digit stands at a place: not part of a longer number or of an IP address. */
    private static Optional<EnhancedStatus> at(String text, int start) {
        int dot = start + 2;
        while (dot < text.length() && isDigit(text, dot)) {
            dot++;
        }
        int end = dot + 1;
        while (end < text.length() && isDigit(text, end)) {
            end++;
        }
        boolean opens = start < text.length()
                && "245".indexOf(text.charAt(start)) >= 0
                && isDot(text, start + 1)
                && !(start > 0 && (isDot(text, start - 1) || isDigit(text, start - 1)));
        boolean whole = isDot(text, dot) && isNumber(start + 2, dot) && isNumber(dot + 1, end);
        if (!opens || !whole || (isDot(text, end) && isDigit(text, end + 1))) {
            return Optional.empty();
        }
        return Optional.of(
                new EnhancedStatus(text.charAt(start) - '0', number(text, start + 2, dot), number(text, dot + 1, end)));
    }

    private static boolean isNumber(int start, int end) {
        return end > start && end - start <= 3;
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    private static boolean isDot(String text, int at) {
        return at < text.length() && text.charAt(at) == '.';
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** True for class 5. */
    public boolean isPermanent() {
        return statusClass == 5;
    }

    /** True for class 4. */
    public boolean isTransient() {
        return statusClass == 4;
    }

    /** The code as RFC 3463 writes it, for example {@code 5.1.1}. */
    @Override
    public String toString() {
        return statusClass + "." + subject + "." + detail;
    }
}
