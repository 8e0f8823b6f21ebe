package dev.rebound.feed.log;

import dev.rebound.core.smtp.SmtpCommand;
import java.util.Locale;
import java.util.Optional;

/** What mailers call the command that was answered. */
final class SmtpCommands {

    private SmtpCommands() {}

    /** By the verb as it was sent, with or without its argument, or with words around it; only those that a rule looks at. */
    static Optional<SmtpCommand> of(String words) {
        String upper = words.toUpperCase(Locale.ROOT).strip();
        if (upper.startsWith("MAIL")) {
            return Optional.of(SmtpCommand.MAIL);
        }
        if (upper.startsWith("RCPT")) {
            return Optional.of(SmtpCommand.RCPT);
        }
        if (upper.startsWith("END OF DATA")) {
            return Optional.of(SmtpCommand.END_OF_DATA);
        }
        return upper.startsWith("DATA") ? Optional.of(SmtpCommand.DATA) : Optional.empty();
    }
}
