package dev.rebound.engine.ledger;

import java.util.List;

/**
 * What a rebuild of all states from the ledger found.
 *
 * @param events read
 * @param addresses folded
 * @param messages compared
 * @param differences in words, at most {@link #DIFFERENCES_MAX}; addresses in them are redacted
 * @param differencesInAll how many there are
 */
public record Verification(
        long events, long addresses, long messages, List<String> differences, long differencesInAll) {

    /** How many differences are spelt out. */
    public static final int DIFFERENCES_MAX = 100;

    public Verification {
        differences = List.copyOf(differences);
    }

    /** Every stored state is what the ledger says. */
    public boolean agrees() {
        return differencesInAll == 0;
    }
}
