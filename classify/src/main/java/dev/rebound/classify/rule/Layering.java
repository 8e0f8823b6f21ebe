package dev.rebound.classify.rule;

import dev.rebound.classify.match.Phrase;
import dev.rebound.classify.toml.Place;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.spelling.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes one rule set of many files, an installation's own laid over the built-in ones.
 *
 * <p>An own rule adds; it takes the place of a built-in rule only if it says so ({@code replaces =
 * true}), because a rule that did so by an accident of its name would hide what an update brings.
 */
final class Layering {

    /** What built-in files hold: they are laid under an installation's own each time those change, and never change themselves. */
    private static final Map<RuleFile, RuleFileReader.Content> READ_BEFORE = new ConcurrentHashMap<>();

    private final List<RuleFileReader.Content> contents = new ArrayList<>();
    private final List<RuleProblem> problems = new ArrayList<>();
    private final Map<RuleId, Rule> rules = new HashMap<>();

    Layering(List<RuleFile> files) {
        Problems.Budget budget = new Problems.Budget();
        for (RuleFile file : files) {
            RuleFileReader.Content before = READ_BEFORE.get(file);
            if (before != null) {
                contents.add(before);
                continue;
            }
            Problems ofFile = new Problems(file.name(), budget);
            Optional<RuleFileReader.Content> content = new RuleFileReader(file, ofFile).read();
            content.ifPresent(contents::add);
            if (file.layer() == RuleFile.Layer.BUILT_IN && ofFile.said().isEmpty()) {
                content.ifPresent(read -> READ_BEFORE.put(file, read));
            }
            problems.addAll(ofFile.said());
            if (budget.isSpent()) {
                break;
            }
        }
    }

    RuleSet joined(String version) {
        add(RuleFile.Layer.BUILT_IN);
        List<RuleId> off = switchOff();
        add(RuleFile.Layer.OWN);
        if (rules.size() > RuleSet.RULES_MAX) {
            problems.add(new RuleProblem(
                    "all files", Place.START, "", "more than " + RuleSet.RULES_MAX + " rules together"));
        }
        refuseSamePhrases();
        List<RuleFileReader.Content> withCodes =
                contents.stream().filter(content -> !content.codes().isEmpty()).toList();
        if (withCodes.size() > 1) {
            problems.add(new RuleProblem(
                    withCodes.get(1).pack().id(),
                    Place.START,
                    "",
                    "what codes mean stands in one file; move it there"));
        }
        if (!problems.isEmpty()) {
            throw new BrokenRulesException(problems);
        }
        return new RuleSet(
                List.copyOf(rules.values()),
                contents.stream().map(RuleFileReader.Content::pack).toList(),
                codes(withCodes),
                off,
                version);
    }

    private static CodeTable codes(List<RuleFileReader.Content> withCodes) {
        return withCodes.isEmpty()
                ? new CodeTableReader.Rows(List.of(), List.of(), List.of(), List.of()).table()
                : withCodes.getFirst().codes().table();
    }

    private void add(RuleFile.Layer layer) {
        for (RuleFileReader.Content content : contents) {
            for (Rule rule : content.rules()) {
                if (rule.origin().layer() == layer) {
                    add(rule, content.replaced().contains(rule.id()));
                }
            }
        }
    }

    private void add(Rule rule, boolean replaces) {
        Rule other = rules.put(rule.id(), rule);
        if (other == null) {
            if (replaces) {
                problems.add(rule.problem(
                        rule.origin().place(), "there is no rule of this id to replace" + suggestion(rule.id())));
            }
            return;
        }
        boolean isOverBuiltIn = rule.isOwn() && !other.isOwn();
        if (!isOverBuiltIn) {
            problems.add(rule.problem(
                    rule.origin().place(),
                    "another rule has this id: " + other.file() + ":"
                            + other.origin().place()));
        } else if (!replaces) {
            problems.add(
                    rule.problem(
                            rule.origin().place(),
                            "a built-in rule has this id: say replaces = true to put this one in its place, or choose another"));
        }
    }

    private List<RuleId> switchOff() {
        List<RuleId> off = new ArrayList<>();
        for (RuleFileReader.Content content : contents) {
            for (RuleFileReader.SwitchedOff named : content.switchedOff()) {
                if (rules.remove(named.rule()) == null) {
                    problems.add(named.problem(
                            off.contains(named.rule())
                                    ? "this rule is switched off twice"
                                    : "there is no built-in rule of this id to switch off" + suggestion(named.rule())));
                }
                off.add(named.rule());
            }
        }
        return off;
    }

    private String suggestion(RuleId unknown) {
        return Suggestion.among(
                rules.keySet().stream().map(RuleId::value).sorted().toList(), unknown.value());
    }

    /** Two rules that differ in what they conclude and in nothing else are a tie on every text. */
    private void refuseSamePhrases() {
        Map<String, Rule> known = new HashMap<>();
        for (Rule rule : rules.values()) {
            if (!rule.match().isPhraseAlone()) {
                continue;
            }
            String where = rule.specificity() + (rule.scope() == Scope.ANY ? "" : " of " + rule.pack()) + ": ";
            List<Phrase> phrases = rule.match().groups().getFirst();
            Set<Rule> told = new HashSet<>();
            for (int i = 0; i < phrases.size(); i++) {
                for (String form : phrases.get(i).forms()) {
                    Rule other = known.putIfAbsent(where + form, rule);
                    if (other != null && !other.outcome().equals(rule.outcome()) && told.add(other)) {
                        problems.add(rule.problem(
                                rule.origin().phrases().get(i),
                                "the same phrase '" + form.strip() + "' is one of rule " + other.id() + " ("
                                        + other.file() + ":" + other.line()
                                        + "), which is as specific and concludes otherwise; leave it to one of them"));
                    }
                }
            }
        }
    }
}
