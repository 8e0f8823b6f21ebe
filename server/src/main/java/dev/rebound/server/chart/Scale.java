package dev.rebound.server.chart;

import java.util.List;
import java.util.stream.LongStream;

/**
 * An axis from 0 up to a round number, in four steps of a round number each.
 *
 * @param top end of the axis, at least 4
 */
public record Scale(long top) {

    /** Lengths on an axis are in thousandths of it. */
    public static final int THOUSAND = 1_000;

    private static final int STEPS = 4;
    /** Lengths of a step, in tenths of a power of ten. */
    private static final List<Long> ROUND = List.of(10L, 15L, 20L, 25L, 30L, 40L, 50L, 60L, 80L);

    /** The smallest axis that reaches the value. */
    public static Scale upTo(long most) {
        for (long power = 1; power > 0; power *= 10) {
            for (long round : ROUND) {
                boolean whole = round * power % 10 == 0;
                if (whole && round * power / 10 * STEPS >= most) {
                    return new Scale(round * power / 10 * STEPS);
                }
            }
        }
        throw new IllegalArgumentException("no axis reaches " + most);
    }

    /** The numbers along it, from 0 to the top. */
    public List<Long> ticks() {
        return LongStream.rangeClosed(0, STEPS)
                .mapToObj(step -> step * (top / STEPS))
                .toList();
    }

    /** A value's length in thousandths of the axis; at least one if there is anything to see. */
    public int length(long value) {
        return value <= 0 ? 0 : Math.clamp(Math.round((double) value * THOUSAND / top), 1, THOUSAND);
    }
}
