package dev.rebound.server.rule;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.parse.mime.MboxSplitter;
import dev.rebound.parse.report.MessageKind;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.RecipientAction;
import dev.rebound.parse.report.ReportedRecipient;
import java.util.List;
import java.util.Optional;

/** Reads what somebody put on the bench and explains it. Keeps nothing. Thread-safe. */
final class Workbench {

    /** Largest message, in octets. */
    static final int MESSAGE_OCTETS_MAX = 10_000_000;

    /** Recipients of one message that are explained; a report can name thousands. */
    static final int RECIPIENTS_MAX = 100;

    private final RulesInForce rules;
    private final MessageReader reader = new MessageReader();

    Workbench(RulesInForce rules) {
        this.rules = rules;
    }

    /**
     * Explains a server's reply, of which {@link Diagnostic#TEXT_LENGTH_MAX} characters are read.
     *
     * @param host the server that said it, lower case, if known
     */
    Opened.OfReply reply(String text, Optional<String> host) {
        Diagnostic pasted = Diagnostic.ofText(text);
        Diagnostic said = new Diagnostic(
                pasted.finality(), pasted.code(), pasted.status(), pasted.text(), pasted.command(), host);
        return new Opened.OfReply(new Explained(said.text(), rules.explain(said)));
    }

    /** Explains a returned message; of a mailbox file the first. */
    Opened.OfMessage message(byte[] octets) {
        byte[] first = MboxSplitter.isMbox(octets) ? MboxSplitter.split(octets).getFirst() : octets;
        ReadMessage message = reader.read(first);
        List<Opened.Recipient> recipients = message.report().recipients().stream()
                .limit(RECIPIENTS_MAX)
                .map(recipient -> new Opened.Recipient(recipient, explained(message, recipient)))
                .toList();
        return new Opened.OfMessage(
                message, recipients, message.report().recipients().size() - recipients.size());
    }

    private Optional<Explained> explained(ReadMessage message, ReportedRecipient recipient) {
        boolean report = message.kind() == MessageKind.BOUNCE || message.kind() == MessageKind.DELAY;
        boolean trouble = recipient.action() == RecipientAction.FAILED || recipient.action() == RecipientAction.DELAYED;
        return report && trouble
                ? Optional.of(new Explained(recipient.text(), rules.explain(recipient.diagnostic())))
                : Optional.empty();
    }
}
