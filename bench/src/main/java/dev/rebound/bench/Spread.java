package dev.rebound.bench;

import java.util.Arrays;
import java.util.Collection;

/** Least, median and most of several rounds: one figure alone says nothing on a machine that others use. */
public record Spread(double least, double median, double most) {

    /** Of at least one figure; of an even number the upper median. */
    public static Spread of(Collection<Double> figures) {
        double[] sorted =
                figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no figures: " + Arrays.toString(sorted));
        }
        return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}
