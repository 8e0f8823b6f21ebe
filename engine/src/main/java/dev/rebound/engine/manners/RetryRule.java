package dev.rebound.engine.manners;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * When what was put off in a certain way is tried again. An empty condition fits everything.
 *
 * @param rules ids of classification rules; with a star in front, ends of ids
 * @param destinations names of destinations
 * @param reasons of the verdict
 * @param waits after the first, second, ... attempt; the last one repeats
 * @param slower whether it means that we are too fast
 */
record RetryRule(
        String id,
        Set<String> rules,
        Set<String> destinations,
        Set<Reason> reasons,
        List<Duration> waits,
        boolean slower) {

    private static final int RULE_WEIGHT = 4;
    private static final int DESTINATION_WEIGHT = 2;
    private static final int REASON_WEIGHT = 1;

    RetryRule {
        rules = Set.copyOf(rules);
        destinations = Set.copyOf(destinations);
        reasons = Set.copyOf(reasons);
        waits = List.copyOf(waits);
        if (waits.isEmpty() || waits.stream().anyMatch(wait -> wait.isZero() || wait.isNegative())) {
            throw new IllegalArgumentException("there is at least one wait, and none of zero");
        }
    }

    /** How telling its conditions are. */
    int weight() {
        return (rules.isEmpty() ? 0 : RULE_WEIGHT)
                + (destinations.isEmpty() ? 0 : DESTINATION_WEIGHT)
                + (reasons.isEmpty() ? 0 : REASON_WEIGHT);
    }

    boolean fits(Verdict verdict, String destination) {
        return fitsRule(verdict.rule().value()) && fits(destinations, destination) && fits(reasons, verdict.reason());
    }

    private boolean fitsRule(String rule) {
        return rules.isEmpty() || rules.stream().anyMatch(named -> names(named, rule));
    }

    /** Whether what an entry names is this rule; {@code *-busy} is every rule whose id ends so. */
    static boolean names(String named, String rule) {
        return named.startsWith("*") ? rule.endsWith(named.substring(1)) : named.equals(rule);
    }

    private static <T> boolean fits(Set<T> condition, T value) {
        return condition.isEmpty() || condition.contains(value);
    }

    /** Whether something could fit both, and neither is more telling. */
    boolean ties(RetryRule other) {
        return weight() == other.weight()
                && overlap(rules, other.rules)
                && overlap(destinations, other.destinations)
                && overlap(reasons, other.reasons);
    }

    private static <T> boolean overlap(Set<T> one, Set<T> other) {
        return one.isEmpty() || other.isEmpty() || !Collections.disjoint(one, other);
    }

    /**
     * How long to wait.
     *
     * @param attempts made so far, at least 1
     */
    Duration after(int attempts) {
        return waits.get(Math.clamp(attempts - 1L, 0, waits.size() - 1));
    }

    RetryRule withWaits(List<Duration> others) {
        return new RetryRule(id, rules, destinations, reasons, others, slower);
    }
}
