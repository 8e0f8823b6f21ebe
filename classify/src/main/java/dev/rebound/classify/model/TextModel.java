package dev.rebound.classify.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A multinomial logistic regression over hashed character n-grams.
 *
 * <p>Chosen because it is small, says which n-grams spoke, reads any script without knowing words, and
 * costs a few table look-ups a character. Larger models were not tried: there are a few thousand short
 * texts to learn from. Weights are kept as signed bytes, with one scale for all. An opinion decides only
 * above a threshold that cross-validation set for its family and {@link Band}: where the model did not
 * beat the codes, the threshold is out of reach. See docs/internals/fallback-model.md.
 *
 * <p>Arithmetic is {@code StrictMath}: the same text has the same probability on every machine.
 * Immutable; thread-safe.
 */
public final class TextModel {

    /** Never decides. */
    public static final double OUT_OF_REACH = 2;

    /** Where the trained model lies among the resources. */
    public static final String RESOURCE = "/model/fallback.bin";

    private static final int FAMILIES = Family.values().length;

    /** N-grams shown for an opinion. */
    private static final int GRAMS_SHOWN_MAX = 6;

    private final String id;
    private final byte[] weights;
    private final float scale;
    private final float[] biases;
    private final float[] thresholds;

    /**
     * Of its parts.
     *
     * @param weights for each place of the table one for each family
     * @param scale what a weight of 1 stands for
     * @param biases one for each family
     * @param thresholds for each band one for each family
     */
    TextModel(String id, byte[] weights, float scale, float[] biases, float[] thresholds) {
        this.id = id;
        this.weights = weights;
        this.scale = scale;
        this.biases = biases;
        this.thresholds = thresholds;
    }

    /** The model that comes with Rebound; empty if it was built without one. */
    public static Optional<TextModel> builtIn() {
        try (InputStream in = TextModel.class.getResourceAsStream(RESOURCE)) {
            return in == null ? Optional.empty() : Optional.of(ModelFile.read(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the packed model", e);
        }
    }

    /** Its name with a hash of its content: {@code model-3fa2b1c0}. */
    public String id() {
        return id;
    }

    byte[] weights() {
        return weights;
    }

    float scale() {
        return scale;
    }

    float[] biases() {
        return biases;
    }

    float[] thresholds() {
        return thresholds;
    }

    /** How sure it has to be of a family before it may decide. */
    public double threshold(Band band, Family family) {
        return thresholds[band.placeOf(family)];
    }

    /** The same model with other thresholds, for each band one for each family. */
    public TextModel withThresholds(float[] others) {
        return ModelFile.named(new TextModel(id, weights, scale, biases, others.clone()));
    }

    /**
     * A family and how sure the model is of it.
     *
     * @param probability 0 to 1
     */
    public record Guess(Family family, double probability) {}

    /**
     * What a text is most probably about.
     *
     * @param codes those that count, for example {@code 550 5.1.1}
     */
    public Guess guess(String normalText, String codes) {
        return guess(Features.of(normalText, codes));
    }

    private Guess guess(Features features) {
        double[] scores = scores(features);
        int best = 0;
        for (int family = 1; family < FAMILIES; family++) {
            best = scores[family] > scores[best] ? family : best;
        }
        double sum = 0;
        for (double score : scores) {
            sum += StrictMath.exp(score - scores[best]);
        }
        return new Guess(Family.inColumn(best), 1 / sum);
    }

    private double[] scores(Features features) {
        double[] scores = new double[FAMILIES];
        for (int i = 0; i < features.count(); i++) {
            int at = features.placeOf(i) * FAMILIES;
            float value = features.value(i);
            for (int family = 0; family < FAMILIES; family++) {
                scores[family] += value * weights[at + family];
            }
        }
        for (int family = 0; family < FAMILIES; family++) {
            scores[family] = scores[family] * scale + biases[family];
        }
        return scores;
    }

    /** Whether the guess may decide in a band. */
    public boolean mayDecide(Guess guess, Band band) {
        return guess.probability() >= threshold(band, guess.family());
    }

    /** What it thinks of a text, with the n-grams that spoke. */
    public Opinion opinion(String normalText, String codes, Band band) {
        Features features = Features.of(normalText, codes);
        Guess guess = guess(features);
        return new Opinion(
                id,
                guess.family(),
                guess.family().reason(band.isForGood()),
                guess.probability(),
                threshold(band, guess.family()),
                loudest(normalText, features, guess.family()));
    }

    private List<String> loudest(String normalText, Features features, Family family) {
        List<String> grams = new ArrayList<>();
        IntStream.range(0, features.grams())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -loudness(features, i, family))
                        .thenComparing(Comparator.naturalOrder()))
                .takeWhile(i -> loudness(features, i, family) > 0)
                .map(i -> Features.gram(normalText, i))
                .filter(gram -> grams.stream().noneMatch(other -> other.contains(gram) || gram.contains(other)))
                .limit(GRAMS_SHOWN_MAX)
                .forEach(grams::add);
        return grams;
    }

    /** How much more an n-gram speaks for the family than for the others on average. */
    private int loudness(Features features, int index, Family family) {
        int at = features.placeOf(index) * FAMILIES;
        int sum = 0;
        for (int other = 0; other < FAMILIES; other++) {
            sum += weights[at + other];
        }
        return FAMILIES * weights[at + family.column()] - sum;
    }
}
