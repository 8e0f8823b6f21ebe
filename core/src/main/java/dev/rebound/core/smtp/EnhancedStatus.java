package dev.rebound.core.smtp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced mail system status code (RFC 3463, section 2): class, subject, detail.
 *
 * @param statusClass 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999; 1 addressing, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content,
 *     7 security
 * @param detail 0 to 999
 */
public record EnhancedStatus(int statusClass, int subject, int detail) {

    /** Digits of at most three, not part of a longer number or of an IP address. */
    private static final Pattern IN_TEXT =
            Pattern.compile("(?<![0-9.])([245])\\.([0-9]{1,3})\\.([0-9]{1,3})(?![0-9]|\\.[0-9])");

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
        Matcher matcher = IN_TEXT.matcher(text.strip());
        return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
    }

    /** The first status code that stands in the text. */
    public static Optional<EnhancedStatus> find(String text) {
        Matcher matcher = IN_TEXT.matcher(text);
        return matcher.find() ? Optional.of(of(matcher)) : Optional.empty();
    }

    private static EnhancedStatus of(Matcher matcher) {
        return new EnhancedStatus(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
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
