package dev.rebound.classify.rule;

import dev.rebound.classify.match.Phrase;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What codes and commands mean when the words say nothing: the last resort before "unclassified".
 *
 * @param statuses by enhanced status code, the most specific first
 * @param replies by reply code, the most specific first
 * @param commands by the command that was answered
 * @param unclassified where nothing speaks
 */
public record CodeTable(
        List<StatusRow> statuses, List<ReplyRow> replies, List<CommandRow> commands, Rule.Outcome unclassified) {

    /** The id under which an answer without any knowledge is given. */
    public static final RuleId UNCLASSIFIED = new RuleId("unclassified");

    public CodeTable {
        statuses = statuses.stream()
                .sorted(Comparator.comparingInt(row -> row.condition().breadth()))
                .toList();
        replies = replies.stream()
                .sorted(Comparator.comparingInt(
                        row -> row.condition().last() - row.condition().first()))
                .toList();
        commands = List.copyOf(commands);
    }

    /** How far a status code is to be trusted against the words beside it. */
    public enum Trust {
        /** Not at all: asked only after the reply code. */
        NONE,
        /** Less than any words. */
        LOW,
        /** More than a {@link Specificity#HINT}. */
        MEDIUM,
        /** More than {@link Specificity#VAGUE} words. */
        HIGH
    }

    /**
     * What an enhanced status code means.
     *
     * @param condition which codes
     * @param outcome what they mean
     * @param trust how far
     * @param note why
     */
    public record StatusRow(CodeCondition.Status condition, Rule.Outcome outcome, Trust trust, String note) {}

    /**
     * What a reply code means.
     *
     * @param condition which codes
     * @param outcome what they mean
     * @param note why
     */
    public record ReplyRow(CodeCondition.Reply condition, Rule.Outcome outcome, String note) {}

    /**
     * What a refused command means.
     *
     * @param command which command
     * @param marks phrases that say that this command was answered
     * @param outcome what a refusal of it means
     * @param note why
     */
    public record CommandRow(SmtpCommand command, List<Phrase> marks, Rule.Outcome outcome, String note) {}

    /** The most specific row for a status code. */
    public Optional<StatusRow> status(EnhancedStatus status) {
        for (StatusRow row : statuses) {
            if (row.condition().accepts(status)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** The most specific row for a reply code. */
    public Optional<ReplyRow> reply(OptionalInt code) {
        if (code.isPresent()) {
            for (ReplyRow row : replies) {
                if (row.condition().accepts(code.getAsInt())) {
                    return Optional.of(row);
                }
            }
        }
        return Optional.empty();
    }

    /** The row for a command. */
    public Optional<CommandRow> command(SmtpCommand command) {
        return commands.stream().filter(row -> row.command() == command).findFirst();
    }
}
