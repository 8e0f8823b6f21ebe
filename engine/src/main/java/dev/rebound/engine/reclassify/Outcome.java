package dev.rebound.engine.reclassify;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What other rules make of past bounces.
 *
 * @param changed how many are judged differently, by what they were judged as and are now
 * @param freed addresses of an account that become mailable by it, as far as bounces of one portion show
 * @param suppressed addresses of an account that are suppressed by it
 * @param global how many of those that change are of addresses that are bounced globally, which stays for an
 *     operator to lift
 * @param examples some of each difference
 */
public record Outcome(Map<Difference, Long> changed, long freed, long suppressed, long global, List<Example> examples) {

    /** Examples of each difference. */
    public static final int EXAMPLES_MAX = 3;

    /** No bounce is judged differently. */
    public static final Outcome NONE = new Outcome(Map.of(), 0, 0, 0, List.of());

    public Outcome {
        changed = Collections.unmodifiableMap(new TreeMap<>(changed));
        examples = List.copyOf(examples);
    }

    /**
     * From which reason to which.
     *
     * @param after the same as before if only the fault is another
     */
    public record Difference(Reason before, Reason after) implements Comparable<Difference> {

        static Difference between(Verdict before, Verdict after) {
            return new Difference(before.reason(), after.reason());
        }

        @Override
        public int compareTo(Difference other) {
            return Comparator.comparing(Difference::before)
                    .thenComparing(Difference::after)
                    .compare(this, other);
        }
    }

    /**
     * A bounce that is judged differently.
     *
     * @param account whose it is
     * @param message the message's number
     * @param words the beginning of what was said
     * @param ruleBefore the rule that had decided
     * @param ruleAfter the rule that decides now
     */
    public record Example(
            Difference difference,
            long account,
            long message,
            String address,
            String words,
            String ruleBefore,
            String ruleAfter) {}

    /** How many are judged differently. */
    public long changedInAll() {
        return changed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Examples of one difference. */
    public List<Example> examplesOf(Difference difference) {
        return examples.stream()
                .filter(example -> example.difference().equals(difference))
                .toList();
    }

    /** Both together. */
    Outcome and(Outcome more) {
        Map<Difference, Long> sum = new TreeMap<>(changed);
        more.changed.forEach((difference, number) -> sum.merge(difference, number, Long::sum));
        List<Example> kept = new ArrayList<>(examples);
        for (Example example : more.examples) {
            long known = kept.stream()
                    .filter(other -> other.difference().equals(example.difference()))
                    .count();
            if (known < EXAMPLES_MAX) {
                kept.add(example);
            }
        }
        return new Outcome(sum, freed + more.freed, suppressed + more.suppressed, global + more.global, kept);
    }
}
