package dev.rebound.classify.rule;

import dev.rebound.classify.toml.Place;
import dev.rebound.classify.toml.TomlException;
import dev.rebound.classify.toml.TomlReader;
import dev.rebound.classify.toml.TomlValue;
import dev.rebound.core.bounce.Confidence;
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

    private static final RuleId UNNAMED = new RuleId("unnamed");

    /** Longest id, in characters. */
    private static final int ID_LENGTH_MAX = 80;

    /** Most examples, and most counter-examples, of one rule. */
    private static final int EXAMPLES_MAX = 200;

    private final RuleFile file;
    private final Problems problems;

    RuleFileReader(RuleFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * What a file holds.
     *
     * @param pack its head
     * @param rules its rules
     * @param replaced the rules among them that take the place of a built-in one
     * @param switchedOff built-in rules that are not to be asked
     * @param codes its code tables; empty lists in most files
     */
    record Content(
            Pack pack,
            List<Rule> rules,
            Set<RuleId> replaced,
            List<SwitchedOff> switchedOff,
            CodeTableReader.Rows codes) {}

    /**
     * A built-in rule that an installation does not want.
     *
     * @param file where that is said
     * @param place where in the file
     * @param rule which one
     */
    record SwitchedOff(String file, Place place, RuleId rule) {

        RuleProblem problem(String message) {
            return new RuleProblem(file, place, rule.value(), message);
        }
    }

    Optional<Content> read() {
        if (file.text().length() > RuleFile.LENGTH_MAX) {
            problems.add(Place.START, "", "the file is longer than " + RuleFile.LENGTH_MAX + " characters; split it");
            return Optional.empty();
        }
        try {
            return Optional.of(content(TomlReader.read(file.text())));
        } catch (TomlException e) {
            problems.add(e.place(), "", "no valid TOML: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Content content(TomlValue.Table root) {
        Fields top = new Fields(root, "", problems);
        Pack pack = pack(top.table("pack"));
        Fields defaults = top.table("defaults");
        Defaults stated = Defaults.of(defaults);
        defaults.refuseUnknownKeys();
        List<Rule> rules = new ArrayList<>();
        List<RuleId> replaced = new ArrayList<>();
        top.tables("rule").forEach(table -> {
            Fields fields = new Fields(table, idAsWritten(table), problems);
            Rule rule = rule(fields, stated);
            rules.add(rule);
            if (isReplacement(fields)) {
                replaced.add(rule.id());
            }
            fields.refuseUnknownKeys();
        });
        List<SwitchedOff> off = top.tables("switch-off").map(this::switchedOff).toList();
        CodeTableReader.Rows codes = new CodeTableReader(top, problems).read();
        if (!codes.isEmpty() && file.layer() == RuleFile.Layer.OWN) {
            problems.add(
                    Place.START,
                    "",
                    "what codes mean alone is built in; write a rule with 'codes' or 'status' in its match instead");
        }
        top.refuseUnknownKeys();
        return new Content(pack, rules, Set.copyOf(replaced), off, codes);
    }

    private static String idAsWritten(TomlValue.Table table) {
        return table.value("id").orElse(null) instanceof TomlValue.Text text ? text.text() : "";
    }

    private Pack pack(Fields fields) {
        Pack pack = new Pack(
                file.packId(),
                fields.required("title"),
                fields.texts("hosts").stream().map(TomlValue.Text::text).toList(),
                fields.phrases("marks"));
        fields.refuseUnknownKeys();
        return pack;
    }

    private boolean isReplacement(Fields fields) {
        boolean replaces = fields.flag("replaces");
        if (replaces && file.layer() == RuleFile.Layer.BUILT_IN) {
            fields.problem(fields.placeOf("replaces"), "'replaces' is for an installation's own rules");
        }
        return replaces;
    }

    private SwitchedOff switchedOff(TomlValue.Table table) {
        Fields fields = new Fields(table, idAsWritten(table), problems);
        if (file.layer() == RuleFile.Layer.BUILT_IN) {
            fields.problem("[[switch-off]] is for an installation's own rules");
        }
        SwitchedOff off = new SwitchedOff(file.name(), fields.placeOf("id"), id(fields));
        fields.required("note");
        fields.refuseUnknownKeys();
        return off;
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

    private Rule rule(Fields fields, Defaults defaults) {
        Defaults own = Defaults.of(fields);
        Specificity specificity = own.specificity().or(defaults::specificity).orElse(Specificity.USUAL);
        Optional<String> source = own.source().or(defaults::source);
        if (source.isEmpty()) {
            fields.problem("'source' is missing: say where the knowledge comes from");
        }
        List<TomlValue.Text> examples = examples(fields, "examples", "a reply that the rule must decide");
        List<TomlValue.Text> counterExamples =
                examples(fields, "counter-examples", "a similar reply that the rule must not decide");
        Fields match = fields.table("match");
        List<List<TomlValue.Text>> groups = groups(match);
        return new Rule(
                id(fields),
                fields.number("version", 1),
                file.packId(),
                new Rule.Origin(
                        file.name(),
                        file.layer(),
                        fields.place(),
                        places(groups.stream().flatMap(List::stream).toList()),
                        places(examples),
                        places(counterExamples)),
                specificity,
                own.scope().or(defaults::scope).orElse(Scope.ANY),
                outcome(fields, own, defaults, specificity),
                match(match, groups),
                source.orElse(""),
                fields.required("note"),
                examples.stream().map(TomlValue.Text::text).toList(),
                counterExamples.stream().map(TomlValue.Text::text).toList());
    }

    private static List<Place> places(List<TomlValue.Text> texts) {
        return texts.stream().map(TomlValue.Text::place).toList();
    }

    /** A rule that nobody tried is not known to work: one of each is the least. */
    private static List<TomlValue.Text> examples(Fields fields, String key, String what) {
        List<TomlValue.Text> texts = fields.texts(key);
        if (texts.isEmpty()) {
            fields.problem(fields.placeOf(key), "untested: '" + key + "' needs at least one text, " + what);
        }
        if (texts.size() > EXAMPLES_MAX) {
            fields.problem(fields.placeOf(key), "'" + key + "' holds more than " + EXAMPLES_MAX + " texts");
        }
        return texts;
    }

    private static RuleId id(Fields fields) {
        String written = fields.required("id");
        if (written.length() > ID_LENGTH_MAX) {
            fields.problem(fields.placeOf("id"), "'id' is longer than " + ID_LENGTH_MAX + " characters");
            return UNNAMED;
        }
        try {
            return written.isEmpty() ? UNNAMED : new RuleId(written);
        } catch (IllegalArgumentException e) {
            fields.problem(fields.placeOf("id"), "'id': " + e.getMessage());
            return UNNAMED;
        }
    }

    private static Rule.Outcome outcome(Fields fields, Defaults own, Defaults pack, Specificity specificity) {
        Optional<Reason> reason = own.reason().or(pack::reason);
        if (reason.isEmpty() && !fields.has("reason")) {
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
                fields.choice("confidence", Confidence.class).orElse(specificity.usualConfidence()));
    }

    private static List<List<TomlValue.Text>> groups(Fields match) {
        List<List<TomlValue.Text>> groups = new ArrayList<>();
        List<TomlValue.Text> any = match.texts("any");
        if (!any.isEmpty()) {
            groups.add(any);
        }
        groups.addAll(match.groups("all"));
        if (groups.isEmpty()) {
            match.problem("'match' needs phrases in 'any' or 'all'; what codes mean alone stands in the code table");
        }
        return groups;
    }

    private static Match match(Fields fields, List<List<TomlValue.Text>> groups) {
        Match match = new Match(
                groups.stream().map(group -> fields.phrases("match", group)).toList(),
                fields.phrases("none"),
                fields.parsed("codes", CodeCondition.Reply::parse),
                fields.parsed("status", CodeCondition.Status::parse),
                Set.copyOf(fields.choices("commands", SmtpCommand.class)));
        fields.refuseUnknownKeys();
        return match;
    }
}
