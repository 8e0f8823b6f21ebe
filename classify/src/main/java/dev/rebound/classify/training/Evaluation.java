package dev.rebound.classify.training;

import dev.rebound.classify.model.Band;
import dev.rebound.classify.model.Family;
import dev.rebound.classify.model.TextModel;
import dev.rebound.classify.training.Case.Origin;
import dev.rebound.core.bounce.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How the model did on texts whose rules it had not seen, against what the codes alone say. */
public final class Evaluation {

    private final TextModel model;
    private final List<Trial> trials;
    private final int lessons;

    Evaluation(TextModel model, List<Trial> trials, int lessons) {
        this.model = model;
        this.trials = List.copyOf(trials);
        this.lessons = lessons;
    }

    /**
     * Counts over some texts.
     *
     * @param texts how many there are
     * @param decided for how many the model was sure enough to decide
     * @param codesRight how many the codes alone get right
     * @param fallbackRight how many the fallback gets right: the model where it decides, else the codes
     * @param modelRight how many the model gets right where it decides
     * @param codesRightThere how many of those the codes get right
     * @param unknownUsers how many "unknown user, for good" the model decides
     * @param unknownUsersRight how many of these are right
     */
    public record Row(
            String name,
            int texts,
            int decided,
            int codesRight,
            int fallbackRight,
            int modelRight,
            int codesRightThere,
            int unknownUsers,
            int unknownUsersRight) {}

    /** Number of texts that the model learned from. */
    public int lessons() {
        return lessons;
    }

    /** The examples of rules, the samples learned from, those held back. */
    public List<Row> byOrigin() {
        List<Row> rows = new ArrayList<>();
        rows.add(row("examples of rules", trial -> trial.tried().origin() == Origin.EXAMPLE));
        rows.add(row("wordings", trial -> trial.tried().origin() == Origin.WORDING));
        rows.add(row(
                "wordings that no rule knows",
                trial -> trial.tried().origin() == Origin.WORDING
                        && trial.tried().isWithoutRule()));
        rows.add(row("samples, two-thirds", trial -> trial.tried().origin() == Origin.OPEN));
        rows.add(row("samples, held-back third", trial -> trial.tried().origin() == Origin.HELD_BACK));
        return rows;
    }

    /** Each band and family in which the model may decide, over what it could learn from. */
    public List<Row> byThreshold() {
        List<Row> rows = new ArrayList<>();
        for (Band band : Band.values()) {
            for (Family family : Family.values()) {
                if (model.threshold(band, family) <= 1) {
                    rows.add(row(
                            band + " " + family,
                            trial -> trial.tried().origin() != Origin.HELD_BACK
                                    && trial.tried().band() == band
                                    && trial.guess().family() == family));
                }
            }
        }
        return rows;
    }

    private Row row(String name, Predicate<Trial> which) {
        int[] counts = new int[8];
        for (Trial trial : trials) {
            if (which.test(trial)) {
                count(trial, counts);
            }
        }
        return new Row(name, counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7]);
    }

    private void count(Trial trial, int[] counts) {
        boolean decides = model.mayDecide(trial.guess(), trial.tried().band());
        boolean codes = trial.tried().priorIsRight();
        boolean right = trial.modelIsRight();
        counts[0]++;
        counts[1] += decides ? 1 : 0;
        counts[2] += codes ? 1 : 0;
        counts[3] += (decides ? right : codes) ? 1 : 0;
        counts[4] += decides && right ? 1 : 0;
        counts[5] += decides && codes ? 1 : 0;
        boolean unknown = decides && trial.reason() == Reason.UNKNOWN_USER;
        counts[6] += unknown ? 1 : 0;
        counts[7] += unknown && right ? 1 : 0;
    }
}
