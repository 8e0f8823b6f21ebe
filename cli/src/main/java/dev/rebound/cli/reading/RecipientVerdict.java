package dev.rebound.cli.reading;

import dev.rebound.classify.Classifier;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.parse.report.MessageKind;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.RecipientAction;
import dev.rebound.parse.report.ReportedRecipient;
import java.util.List;
import java.util.Optional;

/**
 * A recipient with what its report means.
 *
 * @param recipient as reported
 * @param verdict empty where nothing failed: delivered, automatic reply, complaint
 */
record RecipientVerdict(ReportedRecipient recipient, Optional<Verdict> verdict) {

    static List<RecipientVerdict> of(ReadMessage message, Classifier classifier) {
        boolean failure = message.kind() == MessageKind.BOUNCE || message.kind() == MessageKind.DELAY;
        return message.report().recipients().stream()
                .map(recipient -> new RecipientVerdict(
                        recipient,
                        failure && isTrouble(recipient.action())
                                ? Optional.of(classifier.classify(recipient.diagnostic()))
                                : Optional.empty()))
                .toList();
    }

    private static boolean isTrouble(RecipientAction action) {
        return action == RecipientAction.FAILED || action == RecipientAction.DELAYED;
    }
}
