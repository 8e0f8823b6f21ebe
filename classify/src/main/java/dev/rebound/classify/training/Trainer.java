package dev.rebound.classify.training;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.Explanation;
import dev.rebound.classify.Standing;
import dev.rebound.classify.model.Family;
import dev.rebound.classify.model.TextModel;
import dev.rebound.classify.model.Training;
import dev.rebound.classify.model.Training.Lesson;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.classify.training.Case.Origin;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Learns the statistical fallback and finds out where it may be used.
 *
 * <p>The model is meant for texts that no rule knows. The honest rehearsal is to hide rules: all texts are
 * put into ten folds by the rule that decides them, and each fold is guessed by a model that has seen no
 * text of its rules. What it guesses there, against what the codes alone say, sets the thresholds. The
 * model that is kept has seen all texts but the samples held back; these are only reported.
 *
 * <p>Deterministic: the same rules and samples in the same order give the same model.
 */
public final class Trainer {

    private static final int FOLDS = 10;

    private final Classifier rulesAlone;
    private final List<Case> cases = new ArrayList<>();

    private Trainer(RuleSet rules) {
        this.rulesAlone = Classifier.ofRulesAlone(rules);
    }

    /**
     * What came of a training.
     *
     * @param model the model with its thresholds
     * @param evaluation how it did on texts whose rules it had not seen
     */
    public record Trained(TextModel model, Evaluation evaluation) {}

    /**
     * Trains.
     *
     * @param wordings texts written for learning, besides the examples of the rules
     * @param open samples to learn from
     * @param heldBack samples that are only reported
     */
    public static Trained train(RuleSet rules, List<Wording> wordings, List<Specimen> open, List<Specimen> heldBack) {
        Trainer trainer = new Trainer(rules);
        rules.rules().forEach(trainer::addExamples);
        wordings.forEach(trainer::add);
        open.forEach(specimen -> trainer.add(Origin.OPEN, specimen));
        heldBack.forEach(specimen -> trainer.add(Origin.HELD_BACK, specimen));
        return trainer.trained();
    }

    private void addExamples(Rule rule) {
        Optional<Family> family =
                Family.of(rule.outcome().permanent(), rule.outcome().fault());
        for (String example : rule.examples()) {
            Explanation explained = rulesAlone.explain(Diagnostic.ofText(example));
            Reason reason = explained.verdict().reason();
            cases.add(Case.of(Origin.EXAMPLE, explained, family, Set.of(reason)));
        }
    }

    private void add(Wording wording) {
        Explanation explained = rulesAlone.explain(Diagnostic.ofText(wording.text()));
        Set<Reason> accepted = wording.accepted(explained.standing() == Standing.PERMANENT);
        cases.add(Case.of(Origin.WORDING, explained, Optional.of(wording.family()), accepted));
    }

    private void add(Origin origin, Specimen specimen) {
        Explanation explained = rulesAlone.explain(specimen.diagnostic());
        Fault fault = explained.verdict().reason() == specimen.reason()
                ? explained.verdict().fault()
                : Fault.UNKNOWN;
        cases.add(Case.of(origin, explained, Family.of(specimen.reason(), fault), specimen.accepted()));
    }

    private Trained trained() {
        List<Case> distinct = distinct();
        List<Trial> trials = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            trials.addAll(trialsOf(distinct, fold));
        }
        float[] thresholds = Thresholds.of(trials.stream()
                .filter(trial -> trial.tried().origin() != Origin.HELD_BACK)
                .toList());
        TextModel model = Training.of(lessons(distinct)).withThresholds(thresholds);
        return new Trained(
                model, new Evaluation(model, trials, lessons(distinct).size()));
    }

    /** The first of those with the same content; what is held back never comes before what is not. */
    private List<Case> distinct() {
        Set<String> seen = new HashSet<>();
        return cases.stream().filter(one -> seen.add(one.content())).toList();
    }

    private static List<Trial> trialsOf(List<Case> cases, int fold) {
        List<Case> others = cases.stream().filter(one -> foldOf(one) != fold).toList();
        TextModel model = Training.of(lessons(others));
        return cases.stream()
                .filter(one -> foldOf(one) == fold && !one.normalText().isEmpty())
                .map(one -> new Trial(one, model.guess(one.normalText(), one.codes())))
                .toList();
    }

    /** {@code String.hashCode} is specified, so this is the same everywhere. */
    private static int foldOf(Case one) {
        return Math.floorMod(one.group().hashCode() * 31 + 7, FOLDS);
    }

    private static List<Lesson> lessons(List<Case> cases) {
        return cases.stream()
                .filter(one -> one.origin() != Origin.HELD_BACK)
                .flatMap(one -> one.lesson().stream())
                .toList();
    }
}
