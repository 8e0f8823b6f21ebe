package dev.rebound.core.policy;

import java.time.Instant;
import java.util.Optional;

/** What one bounce did beyond its own message. */
public sealed interface Effect {

    /** Nothing: the address stays as it is. */
    Effect NONE = new None();

    /** See {@link #NONE}. */
    record None() implements Effect {}

    /**
     * The account no longer sends marketing email to the address.
     *
     * @param until when that ends by itself
     * @param probeFrom from when on one message at a time is let through
     * @param countsTowardsGlobal whether the account counts towards suppressing it everywhere
     */
    record Suppress(Optional<Instant> until, Optional<Instant> probeFrom, boolean countsTowardsGlobal)
            implements Effect {}

    /** The suppression that somebody has to lift. */
    static Effect suppress(boolean countsTowardsGlobal) {
        return new Suppress(Optional.empty(), Optional.empty(), countsTowardsGlobal);
    }
}
