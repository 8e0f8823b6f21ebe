package dev.rebound.parse.report;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a message says about one recipient. Addresses are as reported, angle brackets and quotes taken off;
 * they come from mail and may be anything.
 *
 * @param address the one that failed; empty if the report does not say, which a token can make good
 * @param originalAddress the one that the mail was sent to, where it differs (aliases, forwards)
 * @param action what the server did
 * @param status the Status field, else the enhanced status code of the reply
 * @param code the SMTP reply code
 * @param text the words of the server, lines separated by LF; may be empty
 * @param command the SMTP command that was answered
 * @param remoteMta the server that answered, lower case
 */
public record ReportedRecipient(
        Optional<String> address,
        Optional<String> originalAddress,
        RecipientAction action,
        Optional<EnhancedStatus> status,
        OptionalInt code,
        String text,
        Optional<SmtpCommand> command,
        Optional<String> remoteMta) {

    /** What the classifier reads. */
    public Diagnostic diagnostic() {
        return new Diagnostic(action.finality(), code, status, text, command, remoteMta);
    }

    /** Shows neither address nor text. */
    @Override
    public String toString() {
        return "ReportedRecipient[" + action + ", status=" + status + ", code=" + code + "]";
    }
}
