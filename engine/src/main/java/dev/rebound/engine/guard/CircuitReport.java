package dev.rebound.engine.guard;

import dev.rebound.core.guard.Count;
import dev.rebound.core.ledger.Hold;
import dev.rebound.engine.guard.Circuits.CountedAt;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A circuit and its figures.
 *
 * @param held bounces it has had a hand on, by what became of them
 * @param accounts that have such bounces
 * @param inWindow what was counted in the last ten minutes
 * @param outsideFrom from how many failures in ten minutes on they are outside their band now
 * @param counted failures by ten minutes, from {@link #BEFORE} the opening until after the closing
 */
public record CircuitReport(
        Circuit circuit,
        Map<Hold.Standing, Long> held,
        long accounts,
        Count inWindow,
        long outsideFrom,
        List<CountedAt> counted) {

    /** How far before the opening the figures begin. */
    static final Duration BEFORE = Duration.ofHours(2);

    public CircuitReport {
        held = Map.copyOf(held);
        counted = List.copyOf(counted);
    }

    /** How many bounces it has had a hand on. */
    public long bounces() {
        return held.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many of them there are of one standing. */
    public long bounces(Hold.Standing standing) {
        return held.getOrDefault(standing, 0L);
    }
}
