package dev.rebound.classify;

import dev.rebound.classify.rule.CodeTable;
import dev.rebound.classify.text.NormalText;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What codes and command say when words do not: a status code that is worth something, else the reply
 * code, else a vague status code, else the command, else nothing.
 *
 * <p>Answers for the codes that occur are kept. Two threads may both work one out; it is the same, and
 * safe to share. Thread-safe.
 */
final class Priors {

    private static final String STATUS = "status-";
    private static final String REPLY = "code-";
    private static final String COMMAND = "command-";

    private static final String STATUS_SOURCE = "IANA registry of SMTP enhanced status codes";
    private static final String REPLY_SOURCE = "RFC 5321, section 4.2";

    /** Status codes below 6.10.100 have a place; the registry ends at X.7.30, Microsoft's at 5.7.750. */
    private static final int CLASSES = 6;

    private static final int SUBJECTS = 10;
    private static final int DETAILS = 100;
    private static final int REPLIES = 600;

    private final CodeTable codes;
    private final @Nullable Optional<PriorAnswer>[] byStatus = answers(CLASSES * SUBJECTS * DETAILS);
    private final @Nullable Optional<PriorAnswer>[] byReply = answers(REPLIES);
    private final PriorAnswer unclassified;

    Priors(CodeTable codes) {
        this.codes = codes;
        this.unclassified = new PriorAnswer(
                CodeTable.UNCLASSIFIED,
                codes.unclassified(),
                CodeTable.Trust.NONE,
                "Neither the words nor the codes say why.",
                "no rule");
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of a generic type
    private static @Nullable Optional<PriorAnswer>[] answers(int length) {
        return new Optional[length];
    }

    PriorAnswer of(Evidence evidence, Optional<SmtpCommand> command) {
        Optional<PriorAnswer> status = status(evidence.status());
        if (status.isPresent() && status.get().trust() != CodeTable.Trust.NONE) {
            return status.get();
        }
        Optional<PriorAnswer> reply = reply(evidence.code());
        if (reply.isPresent()) {
            return reply.get();
        }
        if (status.isPresent()) {
            return status.get();
        }
        return command.flatMap(codes::command).map(Priors::ofCommand).orElse(unclassified);
    }

    /** The answer that is given under this name; empty for one that no code, reply or command has. */
    Optional<PriorAnswer> called(RuleId rule) {
        String name = rule.value();
        if (rule.equals(CodeTable.UNCLASSIFIED)) {
            return Optional.of(unclassified);
        }
        Optional<PriorAnswer> found = Optional.empty();
        if (name.startsWith(STATUS)) {
            found = EnhancedStatus.parse(name.substring(STATUS.length()).replace('-', '.'))
                    .flatMap(status -> codes.status(status).map(row -> ofStatus(row, status)));
        } else if (name.matches(REPLY + "[2-5][0-9]{2}")) {
            found = reply(Integer.parseInt(name.substring(REPLY.length())));
        } else if (name.startsWith(COMMAND)) {
            found = Arrays.stream(SmtpCommand.values())
                    .filter(command -> commandId(command).equals(rule))
                    .findFirst()
                    .flatMap(codes::command)
                    .map(Priors::ofCommand);
        }
        return found.filter(answer -> answer.rule().equals(rule));
    }

    private Optional<PriorAnswer> status(int packed) {
        int subject = NormalText.subject(packed);
        int detail = NormalText.detail(packed);
        if (packed == 0 || subject >= SUBJECTS || detail >= DETAILS) {
            return ofStatus(packed);
        }
        int index = (NormalText.statusClass(packed) * SUBJECTS + subject) * DETAILS + detail;
        Optional<PriorAnswer> known = byStatus[index];
        if (known == null) {
            known = ofStatus(packed);
            byStatus[index] = known;
        }
        return known;
    }

    private Optional<PriorAnswer> ofStatus(int packed) {
        return NormalText.unpacked(packed)
                .flatMap(status -> codes.status(status).map(row -> ofStatus(row, status)));
    }

    private static PriorAnswer ofStatus(CodeTable.StatusRow row, EnhancedStatus status) {
        RuleId id = new RuleId(STATUS + status.statusClass() + "-" + status.subject() + "-" + status.detail());
        return new PriorAnswer(id, row.outcome(), row.trust(), row.note(), STATUS_SOURCE);
    }

    private Optional<PriorAnswer> reply(int code) {
        if (code <= 0 || code >= REPLIES) {
            return Optional.empty();
        }
        Optional<PriorAnswer> known = byReply[code];
        if (known == null) {
            known = codes.reply(OptionalInt.of(code)).map(row -> ofReply(row, code));
            byReply[code] = known;
        }
        return known;
    }

    private static PriorAnswer ofReply(CodeTable.ReplyRow row, int code) {
        return new PriorAnswer(new RuleId(REPLY + code), row.outcome(), CodeTable.Trust.NONE, row.note(), REPLY_SOURCE);
    }

    private static PriorAnswer ofCommand(CodeTable.CommandRow row) {
        return new PriorAnswer(commandId(row.command()), row.outcome(), CodeTable.Trust.NONE, row.note(), REPLY_SOURCE);
    }

    private static RuleId commandId(SmtpCommand command) {
        return new RuleId(COMMAND + command.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
