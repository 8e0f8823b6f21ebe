package dev.rebound.server.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a stacked bar or column.
 *
 * @param start where it begins, in thousandths of the axis
 * @param length in thousandths of the axis
 */
public record Segment(Tone tone, long value, int start, int length) {

    /** A value that is to become a segment. */
    public record Amount(Tone tone, long value) {}

    /** One after the other; those of nothing are left out. */
    static List<Segment> stack(List<Amount> amounts, Scale scale) {
        List<Segment> segments = new ArrayList<>();
        long sum = 0;
        for (Amount amount : amounts) {
            int start = scale.length(sum);
            sum += amount.value();
            if (amount.value() > 0) {
                int length = Math.max(1, scale.length(sum) - start);
                segments.add(new Segment(amount.tone(), amount.value(), Math.min(start, Scale.THOUSAND - 1), length));
            }
        }
        return List.copyOf(segments);
    }
}
