package dev.rebound.classify;

import dev.rebound.classify.rule.CodeTable;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.Specificity;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.Locale;
import java.util.Optional;

/**
 * What codes and command say when words do not.
 *
 * @param rule the name under which it is given
 * @param outcome what it means
 * @param trust how far it stands against words
 * @param note why
 * @param source the standard behind it
 */
record PriorAnswer(RuleId rule, Rule.Outcome outcome, CodeTable.Trust trust, String note, String source) {

    private static final String STATUS_SOURCE = "IANA registry of SMTP enhanced status codes";
    private static final String REPLY_SOURCE = "RFC 5321, section 4.2";

    /**
     * A status code that is worth something, else the reply code, else a vague status code, else the
     * command, else nothing.
     */
    static PriorAnswer of(CodeTable codes, Evidence evidence, Optional<SmtpCommand> command) {
        Optional<CodeTable.StatusRow> status = evidence.status().flatMap(codes::status);
        if (status.isPresent() && status.get().trust() != CodeTable.Trust.NONE) {
            return ofStatus(status.get(), evidence.status().get());
        }
        Optional<CodeTable.ReplyRow> reply = codes.reply(evidence.code());
        if (reply.isPresent()) {
            return ofReply(reply.get(), evidence.code().getAsInt());
        }
        if (status.isPresent()) {
            return ofStatus(status.get(), evidence.status().get());
        }
        return command.flatMap(codes::command)
                .map(PriorAnswer::ofCommand)
                .orElseGet(() -> new PriorAnswer(
                        CodeTable.UNCLASSIFIED,
                        codes.unclassified(),
                        CodeTable.Trust.NONE,
                        "Neither the words nor the codes say why.",
                        "no rule"));
    }

    private static PriorAnswer ofStatus(CodeTable.StatusRow row, EnhancedStatus status) {
        RuleId id = new RuleId("status-" + status.statusClass() + "-" + status.subject() + "-" + status.detail());
        return new PriorAnswer(id, row.outcome(), row.trust(), row.note(), STATUS_SOURCE);
    }

    private static PriorAnswer ofReply(CodeTable.ReplyRow row, int code) {
        return new PriorAnswer(
                new RuleId("code-" + code), row.outcome(), CodeTable.Trust.NONE, row.note(), REPLY_SOURCE);
    }

    private static PriorAnswer ofCommand(CodeTable.CommandRow row) {
        String name = row.command().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new PriorAnswer(
                new RuleId("command-" + name), row.outcome(), CodeTable.Trust.NONE, row.note(), REPLY_SOURCE);
    }

    /** True if the code is to be trusted more than words of this specificity. */
    boolean overrules(Specificity specificity) {
        return switch (trust) {
            case NONE, LOW -> false;
            case MEDIUM -> specificity == Specificity.HINT;
            case HIGH -> specificity == Specificity.HINT || specificity == Specificity.VAGUE;
        };
    }
}
