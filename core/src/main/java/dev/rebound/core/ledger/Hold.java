package dev.rebound.core.ledger;

import dev.rebound.core.guard.CircuitId;

/**
 * That the guard has, or had, a hand on a bounce.
 *
 * @param circuit the opening of a circuit that held it
 * @param standing what has become of that
 */
public record Hold(CircuitId circuit, Standing standing) {

    /** Whether, and why not, a bounce counts. */
    public enum Standing {
        /** Nobody knows yet whose fault it was: it suppresses nobody and counts nowhere. */
        HELD,
        /** It is held against the address, as if it had never been held. */
        RELEASED,
        /** It was not the address's fault: it suppresses nobody and counts nowhere, for ever. */
        ROLLED_BACK
    }
}
