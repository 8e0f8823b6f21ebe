package dev.rebound.classify.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one rule file. Only form is judged here (keys, types, known names); whether rules contradict
 * each other or their examples needs the whole set.
 */
final class RuleFileReader {

    private static final TomlMapper TOML = new TomlMapper();
    private static final RuleId UNNAMED = new RuleId("unnamed");

    private final RuleFile file;
    private final List<RuleProblem> problems;
    private final List<Integer> ruleLines;

    RuleFileReader(RuleFile file, List<RuleProblem> problems) {
        this.file = file;
        this.problems = problems;
        this.ruleLines = linesOf(file.text(), "[[rule]]");
    }

    /**
     * What a file holds.
     *
     * @param pack its head
     * @param rules its rules
     * @param codes its code tables; empty lists in all files but one
     */
    record Content(Pack pack, List<Rule> rules, CodeTableReader.Rows codes) {}

    Optional<Content> read() {
        JsonNode root;
        try {
            root = TOML.readTree(file.text());
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            problems.add(new RuleProblem(file.name(), line, "", "no valid TOML: " + e.getOriginalMessage()));
            return Optional.empty();
        }
        Fields top = new Fields(root, new Fields.Place(file.name(), 1, ""), problems);
        Pack pack = pack(top.table("pack"));
        Fields defaults = top.table("defaults");
        Defaults stated = Defaults.of(defaults);
        defaults.refuseUnknownKeys();
        List<Rule> rules = new ArrayList<>();
        JsonNode list = root.path("rule");
        for (int i = 0; i < list.size(); i++) {
            int line = i < ruleLines.size() ? ruleLines.get(i) : 0;
            rules.add(rule(list.get(i), line, stated));
        }
        CodeTableReader.Rows codes = new CodeTableReader(file, root, problems).read();
        top.table("rule");
        CodeTableReader.TABLES.forEach(top::table);
        top.refuseUnknownKeys();
        return Optional.of(new Content(pack, rules, codes));
    }

    static List<Integer> linesOf(String text, String header) {
        List<Integer> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.startsWith(header)) {
                lines.add(number);
            }
        }
        return lines;
    }

    private Pack pack(Fields fields) {
        Pack pack = new Pack(file.packId(), fields.required("title"), fields.texts("hosts"), fields.phrases("marks"));
        fields.refuseUnknownKeys();
        return pack;
    }

    /** What a pack states once for all its rules. */
    private record Defaults(
            Optional<Reason> reason,
            Optional<Reason> transientReason,
            Optional<Fault> fault,
            Optional<Specificity> specificity,
            Optional<Scope> scope,
            Optional<String> source) {

        static Defaults of(Fields fields) {
            return new Defaults(
                    fields.choice("reason", Reason.class),
                    fields.choice("reason-if-transient", Reason.class),
                    fields.choice("fault", Fault.class),
                    fields.choice("specificity", Specificity.class),
                    fields.choice("scope", Scope.class),
                    fields.text("source"));
        }
    }

    private Rule rule(JsonNode table, int line, Defaults defaults) {
        String id = table.path("id").asText("");
        Fields fields = new Fields(table, new Fields.Place(file.name(), line, id), problems);
        Defaults own = Defaults.of(fields);
        Specificity specificity = own.specificity().or(defaults::specificity).orElse(Specificity.USUAL);
        Optional<String> source = own.source().or(defaults::source);
        if (source.isEmpty()) {
            fields.problem("'source' is missing: say where the knowledge comes from");
        }
        Rule rule = new Rule(
                id(fields),
                fields.number("version", 1),
                file.packId(),
                line,
                specificity,
                own.scope().or(defaults::scope).orElse(Scope.ANY),
                outcome(fields, own, defaults, specificity),
                match(fields.table("match")),
                source.orElse(""),
                fields.required("note"),
                fields.texts("examples"),
                fields.texts("counter-examples"));
        if (rule.examples().isEmpty()) {
            fields.problem("a rule needs at least one example");
        }
        fields.refuseUnknownKeys();
        return rule;
    }

    private static RuleId id(Fields fields) {
        return fields.parsed("id", List.of(fields.required("id")), RuleId::new).stream()
                .findFirst()
                .orElse(UNNAMED);
    }

    private static Rule.Outcome outcome(Fields fields, Defaults own, Defaults pack, Specificity specificity) {
        Optional<Reason> reason = own.reason().or(pack::reason);
        if (reason.isEmpty()) {
            fields.problem("'reason' is missing");
        }
        Reason permanent = reason.orElse(Reason.OTHER);
        Fault fault = own.fault().or(pack::fault).orElse(UsualOutcome.fault(permanent));
        Reason transientReason = own.transientReason()
                .or(() -> own.reason().isPresent() ? Optional.empty() : pack.transientReason())
                .orElse(UsualOutcome.ifTransient(permanent, fault));
        return new Rule.Outcome(
                permanent,
                transientReason,
                fault,
                fields.choice("confidence", dev.rebound.core.bounce.Confidence.class)
                        .orElse(specificity.usualConfidence()));
    }

    private static Match match(Fields fields) {
        List<List<String>> written = new ArrayList<>(fields.groups("all"));
        List<String> any = fields.texts("any");
        if (!any.isEmpty()) {
            written.addFirst(any);
        }
        List<List<dev.rebound.classify.match.Phrase>> groups = written.stream()
                .map(group -> fields.parsed("match", group, dev.rebound.classify.match.Phrase::parse))
                .toList();
        if (groups.isEmpty()) {
            fields.problem("'match' needs phrases in 'any' or 'all'; what codes mean alone stands in the code table");
        }
        Match match = new Match(
                groups,
                fields.phrases("none"),
                fields.parsed("codes", fields.texts("codes"), CodeCondition.Reply::parse),
                fields.parsed("status", fields.texts("status"), CodeCondition.Status::parse),
                Set.copyOf(fields.choices("commands", SmtpCommand.class)));
        fields.refuseUnknownKeys();
        return match;
    }
}
