package dev.rebound.classify.model;

import java.util.Arrays;
import java.util.List;

/**
 * Learns a model from texts whose family is known: stochastic gradient descent on the cross-entropy, with
 * a step for each weight that shrinks as the weight is used (AdaGrad), and weights drawn to nought a
 * little each round. The order of texts is shuffled from a fixed seed: the same texts in the same order
 * give the same bytes.
 */
public final class Training {

    private static final int ROUNDS = 10;
    private static final double STEP = 0.5;
    private static final double SHRINK = 2e-3;
    private static final long SEED = 20261124;
    private static final int FAMILIES = Family.values().length;

    private final double[] weights = new double[Features.PLACES * FAMILIES];
    private final double[] squares = new double[weights.length];
    private final double[] biases = new double[FAMILIES];
    private final double[] biasSquares = new double[FAMILIES];

    private Training() {}

    /**
     * A text to learn from.
     *
     * @param codes those that count, for example {@code 550 5.1.1}
     */
    public record Lesson(String normalText, String codes, Family family) {

        /** Does not show the text: it may name people. */
        @Override
        public String toString() {
            return "Lesson[" + family + "]";
        }
    }

    /** The model of these texts; nothing is in its reach until it gets thresholds. */
    public static TextModel of(List<Lesson> lessons) {
        Training training = new Training();
        Features[] features = new Features[lessons.size()];
        int[] order = new int[lessons.size()];
        for (int i = 0; i < order.length; i++) {
            features[i] =
                    Features.of(lessons.get(i).normalText(), lessons.get(i).codes());
            order[i] = i;
        }
        Shuffler shuffler = new Shuffler();
        for (int round = 0; round < ROUNDS; round++) {
            shuffler.shuffle(order);
            for (int i : order) {
                training.learn(features[i], lessons.get(i).family().column());
            }
        }
        return training.finished();
    }

    /**
     * Puts texts into another order each round, the same ones in every training: the 48-bit linear
     * congruence of {@code java.util.Random}, which is chance and has no place among decisions.
     */
    private static final class Shuffler {

        private static final long FACTOR = 0x5DEECE66DL;
        private static final long MASK = (1L << 48) - 1;

        private long state = (SEED ^ FACTOR) & MASK;

        void shuffle(int[] order) {
            for (int i = order.length - 1; i > 0; i--) {
                int other = below(i + 1);
                int kept = order[i];
                order[i] = order[other];
                order[other] = kept;
            }
        }

        private int below(int bound) {
            state = (state * FACTOR + 0xB) & MASK;
            return (int) ((bound * (state >>> 17)) >> 31);
        }
    }

    private void learn(Features features, int wanted) {
        double[] errors = probabilities(features);
        errors[wanted] -= 1;
        for (int family = 0; family < FAMILIES; family++) {
            biasSquares[family] += errors[family] * errors[family];
            biases[family] -= STEP * errors[family] / (1e-8 + StrictMath.sqrt(biasSquares[family]));
        }
        for (int i = 0; i < features.count(); i++) {
            int at = features.placeOf(i) * FAMILIES;
            float value = features.value(i);
            for (int family = 0; family < FAMILIES; family++) {
                double gradient = errors[family] * value + SHRINK * value * weights[at + family];
                squares[at + family] += gradient * gradient;
                weights[at + family] -= STEP * gradient / (1e-8 + StrictMath.sqrt(squares[at + family]));
            }
        }
    }

    private double[] probabilities(Features features) {
        double[] scores = biases.clone();
        for (int i = 0; i < features.count(); i++) {
            int at = features.placeOf(i) * FAMILIES;
            float value = features.value(i);
            for (int family = 0; family < FAMILIES; family++) {
                scores[family] += value * weights[at + family];
            }
        }
        double most = scores[0];
        for (double score : scores) {
            most = Math.max(most, score);
        }
        double sum = 0;
        for (int family = 0; family < FAMILIES; family++) {
            scores[family] = StrictMath.exp(scores[family] - most);
            sum += scores[family];
        }
        for (int family = 0; family < FAMILIES; family++) {
            scores[family] /= sum;
        }
        return scores;
    }

    private TextModel finished() {
        double largest = 1e-9;
        for (double weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        float scale = (float) (largest / Byte.MAX_VALUE);
        byte[] bytes = new byte[weights.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(weights[i] / scale);
        }
        float[] rounded = new float[FAMILIES];
        for (int family = 0; family < FAMILIES; family++) {
            rounded[family] = (float) biases[family];
        }
        float[] thresholds = new float[Band.values().length * FAMILIES];
        Arrays.fill(thresholds, (float) TextModel.OUT_OF_REACH);
        return ModelFile.named(new TextModel("model", bytes, scale, rounded, thresholds));
    }
}
