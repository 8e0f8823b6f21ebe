package dev.rebound.classify.own;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.Explanation;
import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The rules that decide now: the built-in ones and over them those of an installation's folder.
 *
 * <p>The folder is taken whole or not at all: while one of its files is broken, what was in force stays
 * in force (at start, the built-in rules alone: returned mail must not wait for a rule file), and {@link
 * #state} says why. Nobody is interrupted by a change: whoever asks gets one rule set for one verdict,
 * and every verdict carries its version. Thread-safe.
 */
public final class RulesInForce {

    private final Optional<RulesFolder> folder;
    private final InstantSource clock;
    private volatile State state;
    private Optional<RulesFolder.Look> seen = Optional.empty();

    private RulesInForce(Optional<RulesFolder> folder, InstantSource clock, Classifier classifier) {
        this.folder = folder;
        this.clock = clock;
        this.state = new State(classifier, clock.instant(), Optional.empty());
    }

    /**
     * What is in force.
     *
     * @param classifier decides by it
     * @param loadedAt since when
     * @param refusal why the folder as it is now is not in force; empty if it is
     */
    public record State(Classifier classifier, Instant loadedAt, Optional<Refusal> refusal) {

        /** All rules that decide. */
        public RuleSet set() {
            return classifier.rules();
        }

        /** The version that verdicts carry. */
        public String version() {
            return set().version();
        }

        /** The installation's own rules. */
        public List<Rule> ownRules() {
            return set().rules().stream().filter(Rule::isOwn).toList();
        }

        /** Built-in rules that the installation switched off. */
        public List<RuleId> switchedOff() {
            return set().switchedOff();
        }
    }

    /**
     * Why the folder was not put in force.
     *
     * @param at when that was found
     * @param problems what must be put right, each with file, line and column
     */
    public record Refusal(Instant at, List<RuleProblem> problems) {

        public Refusal {
            problems = List.copyOf(problems);
        }
    }

    /** The built-in rules and nothing else, for ever. */
    public static RulesInForce builtIn(InstantSource clock) {
        return new RulesInForce(Optional.empty(), clock, Classifier.builtIn());
    }

    /** The built-in rules with those of a folder over them, as far as it can be put in force. */
    public static RulesInForce with(RulesFolder folder, InstantSource clock) {
        RulesInForce rules = new RulesInForce(Optional.of(folder), clock, Classifier.builtIn());
        rules.refresh();
        return rules;
    }

    /** What the evidence means by the rules that are in force at this moment. */
    public Verdict classify(Diagnostic diagnostic) {
        return state.classifier().classify(diagnostic);
    }

    /** What the evidence means by the rules that are in force at this moment, and why. */
    public Explanation explain(Diagnostic diagnostic) {
        return state.classifier().explain(diagnostic);
    }

    /** What is in force at this moment. */
    public State state() {
        return state;
    }

    /** Where own rules are read from, if anywhere. */
    public Optional<RulesFolder> folder() {
        return folder;
    }

    /**
     * Reads the folder again if its files look different from when they were read last.
     *
     * @return what is in force now, if the folder was read
     */
    public synchronized Optional<State> refresh() {
        Optional<RulesFolder.Look> now = folder.map(RulesInForce::look);
        if (now.equals(seen)
                || (seen.isEmpty() && now.filter(RulesInForce::isNotEmpty).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(reload());
    }

    private static RulesFolder.Look look(RulesFolder folder) {
        try {
            return folder.look();
        } catch (BrokenRulesException e) {
            // the reading that follows says the same to people
            return new RulesFolder.Look(List.of("cannot be read"));
        }
    }

    private static boolean isNotEmpty(RulesFolder.Look look) {
        return !look.files().isEmpty();
    }

    /** Reads the folder again, changed or not, and puts it in force if nothing is wrong with it. */
    public synchronized State reload() {
        if (folder.isEmpty()) {
            return state;
        }
        // looked at before it is read: what changes in between is found next time
        seen = folder.map(RulesInForce::look);
        RuleTrial trial = trial(folder.get());
        Instant now = clock.instant();
        State before = state;
        state = trial.classifier()
                .map(classifier -> new State(classifier, now, Optional.empty()))
                .orElseGet(() -> new State(
                        before.classifier(), before.loadedAt(), Optional.of(new Refusal(now, trial.problems()))));
        return state;
    }

    private static RuleTrial trial(RulesFolder folder) {
        try {
            return RuleTrial.of(folder.read());
        } catch (BrokenRulesException e) {
            return RuleTrial.refused(e);
        }
    }
}
