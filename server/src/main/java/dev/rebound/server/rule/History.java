package dev.rebound.server.rule;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.own.RuleTrial;
import dev.rebound.classify.own.RulesInForce;
import dev.rebound.classify.rule.RuleFile;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.engine.reclassify.Reclassification;
import dev.rebound.engine.reclassify.Reclassification.Kind;
import dev.rebound.engine.reclassify.Reclassification.State;
import dev.rebound.engine.reclassify.Reclassifying;
import dev.rebound.engine.reclassify.Reclassifying.Rules;
import java.util.List;
import java.util.Optional;

/** Judging past bounces again, for pages and API alike. Thread-safe. */
final class History {

    /** Longest text of rules to try. */
    static final int RULES_LENGTH_MAX = RuleFile.LENGTH_MAX;

    /** What rules to try are called in problems. */
    private static final String TRIED = "tried.toml";

    private final Reclassifying reclassifying;
    private final RulesInForce rules;

    History(Reclassifying reclassifying, RulesInForce rules) {
        this.reclassifying = reclassifying;
        this.rules = rules;
    }

    /** What came of asking for one. */
    sealed interface Answer {
        /** It has begun. */
        record Begun(Reclassification run) implements Answer {}

        /** Another one is running. */
        record Busy() implements Answer {}

        /** The rules to try are broken. */
        record Broken(List<RuleProblem> problems) implements Answer {}
    }

    List<Reclassification> list() {
        return reclassifying.list();
    }

    Optional<Reclassification> find(long id) {
        return reclassifying.find(id);
    }

    String version() {
        return rules.state().version();
    }

    /** Shows what the rules in force would change. */
    Answer tryOut(String by) {
        return answer(reclassifying.tryOut(by));
    }

    /** Shows what these own rules would change, in place of those that are in force. */
    Answer tryOut(String text, String by) {
        RuleTrial trial = RuleTrial.of(List.of(RuleFile.own(TRIED, text)));
        Optional<Classifier> classifier = trial.classifier();
        if (classifier.isEmpty()) {
            return new Answer.Broken(trial.problems());
        }
        Classifier tried = classifier.get();
        return answer(reclassifying.tryOut(new Rules(tried.rules().version(), tried::classify), by));
    }

    Answer apply(String by) {
        return answer(reclassifying.apply(by));
    }

    Answer undo(Reclassification done, String by) {
        return answer(reclassifying.undo(done, by));
    }

    void stop(Reclassification run) {
        reclassifying.stop(run.id());
    }

    private static Answer answer(Optional<Reclassification> begun) {
        return begun.<Answer>map(Answer.Begun::new).orElseGet(Answer.Busy::new);
    }

    /** Whether a dry run shows what applying would do: its rules are those in force, and it went to the end. */
    boolean mayBeApplied(Reclassification run) {
        return run.kind() == Kind.DRY_RUN
                && run.state() == State.DONE
                && run.progress().outcome().changedInAll() > 0
                && run.rulesVersion().equals(version());
    }
}
