package dev.rebound.core.ledger;

import java.time.Instant;

/** What a suppression rests on. */
public sealed interface Cause {

    /** A message of ours that bounced. */
    record Bounce(MessageId message) implements Cause {}

    /**
     * A line of a list that somebody imported: what another system held against the address. Weaker than a bounce of
     * our own, so it never counts towards the global list.
     *
     * @param list the import it came with
     * @param original what the other system said, in its own words; empty if it said nothing
     * @param importedAt when it was imported
     */
    record Listed(BulkId list, ListSource source, String original, Instant importedAt) implements Cause {

        /** Longest text that is kept of what another system said, in characters. */
        public static final int ORIGINAL_LENGTH_MAX = 300;

        public Listed {
            if (original.length() > ORIGINAL_LENGTH_MAX) {
                throw new IllegalArgumentException("longer than " + ORIGINAL_LENGTH_MAX + " characters");
            }
        }
    }
}
