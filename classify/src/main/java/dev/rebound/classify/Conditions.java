package dev.rebound.classify;

import dev.rebound.classify.rule.CodeCondition;
import dev.rebound.classify.rule.Match;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.text.NormalText;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.List;
import java.util.Optional;

/**
 * What a rule may demand beside words.
 *
 * @param evidence the codes that count
 * @param command the command that was answered, if known
 */
record Conditions(Evidence evidence, Optional<SmtpCommand> command) {

    boolean hold(Rule rule) {
        Match match = rule.match();
        return (match.codes().isEmpty() || codeHolds(match.codes()))
                && (match.statuses().isEmpty() || statusHolds(match.statuses()))
                && (match.commands().isEmpty()
                        || (command.isPresent() && match.commands().contains(command.get())));
    }

    private boolean codeHolds(List<CodeCondition.Reply> codes) {
        for (CodeCondition.Reply code : codes) {
            if (code.accepts(evidence.code())) {
                return true;
            }
        }
        return false;
    }

    private boolean statusHolds(List<CodeCondition.Status> statuses) {
        int packed = evidence.status();
        for (CodeCondition.Status status : statuses) {
            if (packed != 0
                    && status.accepts(
                            NormalText.statusClass(packed), NormalText.subject(packed), NormalText.detail(packed))) {
                return true;
            }
        }
        return false;
    }
}
