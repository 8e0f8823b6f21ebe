package dev.rebound.engine.guard;

import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.guard.CircuitKey;
import dev.rebound.core.guard.Count;
import dev.rebound.core.guard.Settlement;
import java.time.Instant;
import java.util.Optional;

/**
 * One opening of a circuit.
 *
 * @param key what it is open for
 * @param opening what made it open
 * @param lastOutside when failures were last outside their band
 * @param keptOpen somebody wants it open until they close it
 * @param closing its end; empty while it is open
 */
public record Circuit(
        CircuitId id,
        CircuitKey key,
        Opening opening,
        Instant lastOutside,
        boolean keptOpen,
        Optional<Closing> closing) {

    /**
     * What made it open.
     *
     * @param count of the ten minutes before
     * @param outsideFrom from how many failures on it opens
     * @param failuresBefore how many there had been in seven days
     */
    public record Opening(Instant at, Count count, long outsideFrom, long failuresBefore) {}

    /**
     * How it ended.
     *
     * @param by who closed it; empty if the rule did
     * @param settlement what becomes of what it held
     * @param settled whether that is done for all
     */
    public record Closing(Instant at, Optional<String> by, Settlement settlement, boolean settled) {}

    /** Whether it holds what comes. */
    public boolean isOpen() {
        return closing.isEmpty();
    }
}
