package dev.rebound.classify.rule;

import com.fasterxml.jackson.databind.JsonNode;
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

    static final List<String> TABLES = List.of("status", "reply", "command", "unclassified");

    private final RuleFile file;
    private final JsonNode root;
    private final List<RuleProblem> problems;

    CodeTableReader(RuleFile file, JsonNode root, List<RuleProblem> problems) {
        this.file = file;
        this.root = root;
        this.problems = problems;
    }

    /**
     * The rows of one file.
     *
     * @param statuses by enhanced status code
     * @param replies by reply code
     * @param commands by command
     * @param unclassified at most one in all files
     */
    record Rows(
            List<CodeTable.StatusRow> statuses,
            List<CodeTable.ReplyRow> replies,
            List<CodeTable.CommandRow> commands,
            List<Rule.Outcome> unclassified) {

        static CodeTable join(List<Rows> all) {
            return new CodeTable(
                    all.stream().flatMap(rows -> rows.statuses.stream()).toList(),
                    all.stream().flatMap(rows -> rows.replies.stream()).toList(),
                    all.stream().flatMap(rows -> rows.commands.stream()).toList(),
                    all.stream()
                            .flatMap(rows -> rows.unclassified.stream())
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
        List<T> rows = new ArrayList<>();
        List<Integer> lines = RuleFileReader.linesOf(file.text(), "[[" + key + "]]");
        JsonNode list = root.path(key);
        for (int i = 0; i < list.size(); i++) {
            int line = i < lines.size() ? lines.get(i) : 0;
            Fields fields = new Fields(list.get(i), new Fields.Place(file.name(), line, ""), problems);
            rows.addAll(reader.apply(fields).toList());
            fields.refuseUnknownKeys();
        }
        return rows;
    }

    private Stream<CodeTable.StatusRow> statusRow(Fields fields) {
        CodeTable.Trust trust = fields.choice("trust", CodeTable.Trust.class).orElse(CodeTable.Trust.LOW);
        Rule.Outcome outcome = outcome(fields, confidence(trust));
        String note = fields.required("note");
        return fields.parsed("code", fields.texts("code"), CodeCondition.Status::parse).stream()
                .map(condition -> new CodeTable.StatusRow(condition, outcome, trust, note));
    }

    private Stream<CodeTable.ReplyRow> replyRow(Fields fields) {
        Rule.Outcome outcome = outcome(fields, Confidence.LOW);
        String note = fields.required("note");
        return fields.parsed("code", fields.texts("code"), CodeCondition.Reply::parse).stream()
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
