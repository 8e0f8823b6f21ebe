package dev.rebound.transport.sandbox.mail;

import java.util.Optional;

/** The address in the argument of {@code MAIL} and {@code RCPT}. */
final class SmtpPath {

    private SmtpPath() {}

    /** What is between the angle brackets after the keyword, empty text for the null path. */
    static Optional<String> of(String keyword, String argument) {
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            return Optional.empty();
        }
        String path = argument.substring(keyword.length()).strip();
        int end = path.indexOf('>');
        return path.startsWith("<") && end > 0 ? Optional.of(path.substring(1, end)) : Optional.empty();
    }
}
