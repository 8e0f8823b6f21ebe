package dev.rebound.classify.training;

import dev.rebound.classify.model.Band;
import dev.rebound.classify.model.Family;
import dev.rebound.classify.model.TextModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How sure the model has to be, for each band and family: as little as possible so that, on texts whose
 * rules it had not seen, it was right often enough and more often than the codes. Where no such point
 * exists, or too few texts tell, it may not decide.
 */
final class Thresholds {

    /** Guesses above a threshold without which it is not believed. */
    private static final int TRIALS_LEAST = 8;

    /** Never decide below this probability, whatever the trials say. */
    private static final double PROBABILITY_LEAST = 0.3;

    /** The share that must be right of guesses that can only misinform. */
    private static final double MISINFORMING = 0.6;

    /** How many more texts the model must get right than the codes, above the threshold. */
    private static final int GAIN_LEAST = 2;

    private static final int FAMILIES = Family.values().length;

    private Thresholds() {}

    static float[] of(List<Trial> trials) {
        float[] thresholds = new float[Band.values().length * FAMILIES];
        Arrays.fill(thresholds, (float) TextModel.OUT_OF_REACH);
        for (Band band : Band.values()) {
            for (Family family : Family.values()) {
                List<Trial> own = trials.stream()
                        .filter(trial ->
                                trial.tried().band() == band && trial.guess().family() == family)
                        .sorted(Comparator.comparingDouble(
                                (Trial trial) -> -trial.guess().probability()))
                        .toList();
                thresholds[band.placeOf(family)] = threshold(own, rightLeast(band, family));
            }
        }
        return thresholds;
    }

    /**
     * Which share must be right. A wrong "unknown user" loses a customer, a wrong "mailbox full" for good
     * nearly so; any other wrong reason only misinforms, and "not classified" would inform less.
     */
    private static double rightLeast(Band band, Family family) {
        return switch (family) {
            case UNKNOWN_USER -> band.isForGood() ? 0.9 : MISINFORMING;
            case MAILBOX_FULL -> band.isForGood() ? 0.85 : MISINFORMING;
            case SPAM, CONTENT, POLICY, AUTHENTICATION, BUSY, NETWORK, OTHER -> MISINFORMING;
        };
    }

    /** The guesses come surest first; the last point at which all demands are met. */
    private static float threshold(List<Trial> surestFirst, double rightLeast) {
        double threshold = TextModel.OUT_OF_REACH;
        int right = 0;
        int priorRight = 0;
        for (int i = 0; i < surestFirst.size(); i++) {
            Trial trial = surestFirst.get(i);
            if (trial.guess().probability() < PROBABILITY_LEAST) {
                break;
            }
            right += trial.modelIsRight() ? 1 : 0;
            priorRight += trial.tried().priorIsRight() ? 1 : 0;
            int count = i + 1;
            if (count >= TRIALS_LEAST && right >= rightLeast * count && right >= priorRight + GAIN_LEAST) {
                threshold = trial.guess().probability();
            }
        }
        return (float) threshold;
    }
}
