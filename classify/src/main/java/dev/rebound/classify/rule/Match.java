package dev.rebound.classify.rule;

import dev.rebound.classify.match.Phrase;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.List;
import java.util.Set;

/**
 * What must hold for a rule to speak. Every part that is stated must hold; one that is empty always
 * does.
 *
 * @param groups of each group at least one phrase must stand in the text
 * @param none of these phrases none may stand in the text
 * @param codes one of these reply codes
 * @param statuses one of these enhanced status codes
 * @param commands the answer to one of these commands
 */
public record Match(
        List<List<Phrase>> groups,
        List<Phrase> none,
        List<CodeCondition.Reply> codes,
        List<CodeCondition.Status> statuses,
        Set<SmtpCommand> commands) {

    public Match {
        groups = groups.stream().map(List::copyOf).toList();
        none = List.copyOf(none);
        codes = List.copyOf(codes);
        statuses = List.copyOf(statuses);
        commands = Set.copyOf(commands);
    }

    /** Number of stated conditions besides phrases. */
    public int conditionCount() {
        return (codes.isEmpty() ? 0 : 1) + (statuses.isEmpty() ? 0 : 1) + (commands.isEmpty() ? 0 : 1);
    }

    /** True if one phrase of its only group is enough. */
    public boolean isPhraseAlone() {
        return groups.size() == 1 && conditionCount() == 0;
    }
}
