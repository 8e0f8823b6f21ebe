package dev.rebound.core.bounce;

import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the receiving side said about one recipient: the input of the classifier, whichever way it
 * came (SMTP reply, delivery status notification, free-form report, provider event).
 *
 * @param finality whether the reporting server has given up
 * @param code the SMTP reply code, if known
 * @param status the enhanced status code, if known (of the reply, else of the report's Status field)
 * @param text the words, decoded, line ends kept; may be empty
 * @param command the SMTP command that was answered, if known
 * @param remoteMta the server that said it, lower case, if known
 */
public record Diagnostic(
        Finality finality,
        OptionalInt code,
        Optional<EnhancedStatus> status,
        String text,
        Optional<SmtpCommand> command,
        Optional<String> remoteMta) {

    /** Longest text kept, in characters; what is beyond it is cut before it is classified. */
    public static final int TEXT_LENGTH_MAX = 16_384;

    public Diagnostic {
        if (text.length() > TEXT_LENGTH_MAX) {
            text = text.substring(0, TEXT_LENGTH_MAX);
        }
    }

    /** Whether the server that reports will try again by itself. */
    public enum Finality {
        /** It has given up: a failed recipient, or a 5yz reply. */
        FINAL,
        /** It goes on trying: a delayed recipient. */
        STILL_TRYING,
        /** Not said; the codes decide. */
        UNSTATED
    }

    /** A reply of the server {@code remoteMta} to one of our commands. */
    public static Diagnostic of(SmtpReply reply, SmtpCommand command, String remoteMta) {
        return new Diagnostic(
                Finality.UNSTATED,
                OptionalInt.of(reply.code()),
                reply.enhancedStatus(),
                reply.wireText(),
                Optional.of(command),
                Optional.of(remoteMta));
    }

    /** Words alone, as somebody would paste them: codes are looked for in the text. */
    public static Diagnostic ofText(String text) {
        Optional<SmtpReply> reply = SmtpReply.parse(text);
        return new Diagnostic(
                Finality.UNSTATED,
                reply.map(r -> OptionalInt.of(r.code())).orElse(OptionalInt.empty()),
                reply.flatMap(SmtpReply::enhancedStatus).or(() -> EnhancedStatus.find(text)),
                text,
                Optional.empty(),
                Optional.empty());
    }

    /** Does not show the text: it may name people. */
    @Override
    public String toString() {
        return "Diagnostic[" + finality + ", code=" + code + ", status=" + status + ", text of " + text.length()
                + " characters]";
    }
}
