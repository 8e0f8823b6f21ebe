package dev.rebound.classify.rule;

import dev.rebound.classify.toml.TomlValue;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what codes and commands mean from a rule file. */
final class CodeTableReader {

    private final Fields top;
    private final Problems problems;
    private final List<CodeCondition> seen = new ArrayList<>();

    CodeTableReader(Fields top, Problems problems) {
        this.top = top;
        this.problems = problems;
    }

    /**
     * The rows of one file.
     *
     * @param statuses by enhanced status code
     * @param replies by reply code
     * @param commands by command
     * @param unclassified where nothing speaks
     */
    record Rows(
            List<CodeTable.StatusRow> statuses,
            List<CodeTable.ReplyRow> replies,
            List<CodeTable.CommandRow> commands,
            List<Rule.Outcome> unclassified) {

        /** True for most files: they hold rules. */
        boolean isEmpty() {
            return statuses.isEmpty() && replies.isEmpty() && commands.isEmpty() && unclassified.isEmpty();
        }

        CodeTable table() {
            return new CodeTable(
                    statuses,
                    replies,
                    commands,
                    unclassified.stream()
                            .findFirst()
                            .orElse(new Rule.Outcome(
                                    Reason.OTHER, Reason.RECIPIENT_TEMPORARY, Fault.UNKNOWN, Confidence.NONE)));
        }
    }

    Rows read() {
        return new Rows(
                rows("status", this::statusRow),
                rows("reply", this::replyRow),
                rows("command", this::commandRow),
                rows("unclassified", fields -> Stream.of(outcome(fields, Confidence.NONE))));
    }

    private <T> List<T> rows(String key, Function<Fields, Stream<T>> reader) {
        return top.tables(key)
                .flatMap(table -> {
                    Fields fields = new Fields(table, "", problems);
                    List<T> rows = reader.apply(fields).toList();
                    fields.refuseUnknownKeys();
                    return rows.stream();
                })
                .toList();
    }

    private Stream<CodeTable.StatusRow> statusRow(Fields fields) {
        CodeTable.Trust trust = fields.choice("trust", CodeTable.Trust.class).orElse(CodeTable.Trust.LOW);
        Rule.Outcome outcome = outcome(fields, confidence(trust));
        String note = fields.required("note");
        return once(fields, CodeCondition.Status::parse).stream()
                .map(condition -> new CodeTable.StatusRow(condition, outcome, trust, note));
    }

    private Stream<CodeTable.ReplyRow> replyRow(Fields fields) {
        Rule.Outcome outcome = outcome(fields, Confidence.LOW);
        String note = fields.required("note");
        return once(fields, CodeCondition.Reply::parse).stream()
                .map(condition -> new CodeTable.ReplyRow(condition, outcome, note));
    }

    private Stream<CodeTable.CommandRow> commandRow(Fields fields) {
        Rule.Outcome outcome = outcome(fields, Confidence.LOW);
        String note = fields.required("note");
        var marks = fields.phrases("marks");
        return fields
                .choice("command", SmtpCommand.class)
                .map(command -> new CodeTable.CommandRow(command, marks, outcome, note))
                .stream();
    }

    /** Of two rows that take the same code and are as narrow, neither is the better answer. */
    private <C extends CodeCondition> List<C> once(Fields fields, Function<String, C> parser) {
        List<TomlValue.Text> codes = fields.texts("code");
        if (codes.isEmpty()) {
            fields.problem("'code' is missing: the codes that this row explains");
        }
        List<C> conditions = fields.parsed("code", codes, parser);
        for (int i = 0; i < conditions.size() && conditions.size() == codes.size(); i++) {
            CodeCondition condition = conditions.get(i);
            seen.stream()
                    .filter(condition::isTieWith)
                    .findFirst()
                    .ifPresent(other -> fields.problem(
                            fields.placeOf("code"), "another row explains " + condition + " and is as narrow"));
            seen.add(condition);
        }
        return conditions;
    }

    private static Confidence confidence(CodeTable.Trust trust) {
        return switch (trust) {
            case HIGH -> Confidence.MEDIUM;
            case MEDIUM, LOW -> Confidence.LOW;
            case NONE -> Confidence.NONE;
        };
    }

    private static Rule.Outcome outcome(Fields fields, Confidence confidence) {
        Optional<Reason> permanent = fields.choice("permanent", Reason.class);
        if (permanent.isEmpty()) {
            fields.problem("'permanent' is missing: the reason when the class is 5");
        }
        Reason reason = permanent.orElse(Reason.OTHER);
        Fault fault = fields.choice("fault", Fault.class).orElse(UsualOutcome.fault(reason));
        Reason transientReason =
                fields.choice("transient", Reason.class).orElse(UsualOutcome.ifTransient(reason, fault));
        return new Rule.Outcome(reason, transientReason, fault, confidence);
    }
}
