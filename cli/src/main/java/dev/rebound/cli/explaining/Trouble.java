package dev.rebound.cli.explaining;

import dev.rebound.parse.report.MessageKind;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.RecipientAction;
import dev.rebound.parse.report.ReportedRecipient;

/** Whether a message says that something went wrong for a recipient: only then is there a verdict. */
final class Trouble {

    private Trouble() {}

    static boolean of(ReadMessage message, ReportedRecipient recipient) {
        boolean report = message.kind() == MessageKind.BOUNCE || message.kind() == MessageKind.DELAY;
        return report
                && (recipient.action() == RecipientAction.FAILED || recipient.action() == RecipientAction.DELAYED);
    }
}
