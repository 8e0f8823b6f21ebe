package dev.rebound.parse.dialect;

import dev.rebound.core.smtp.SmtpCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SMTP command that a text names, by the words with which mailers name it. Immutable. */
final class NamedCommand {

    /** The words for each, lower case. A text that names several is about the first of these. */
    private static final List<Names> NAMES = List.of(
            new Names(SmtpCommand.END_OF_DATA, List.of("end of data", "end-of-data", "end of message")),
            new Names(SmtpCommand.RCPT, List.of("rcpt to", "rcpt command")),
            // People write "mail from" too; the command has a colon or an address, or is called one.
            new Names(SmtpCommand.MAIL, List.of("mail from:", "mail from <", "mail from command", "mail command")),
            new Names(SmtpCommand.DATA, List.of("data command", "data went", ">>> data")),
            new Names(SmtpCommand.STARTTLS, List.of("starttls")),
            new Names(SmtpCommand.EHLO, List.of("ehlo", "helo command", "helo ")),
            new Names(SmtpCommand.CONNECT, List.of("initial server greeting", "initial connection")));

    /** What to look for, all together. */
    static final List<String> WORDS =
            NAMES.stream().flatMap(names -> names.words().stream()).toList();

    private final List<Vocabulary.Group> groups = new ArrayList<>();

    private record Names(SmtpCommand command, List<String> words) {}

    /** With a vocabulary that has {@link #WORDS}. */
    NamedCommand(Vocabulary vocabulary) {
        NAMES.forEach(names -> groups.add(vocabulary.group(names.words())));
    }

    /** Line ends of the text must have been made spaces. */
    Optional<SmtpCommand> in(Vocabulary.Said said) {
        for (int i = 0; i < groups.size(); i++) {
            if (said.any(groups.get(i))) {
                return Optional.of(NAMES.get(i).command());
            }
        }
        return Optional.empty();
    }
}
