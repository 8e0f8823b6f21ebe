package dev.rebound.engine.inbox;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;

/**
 * A text that an account's people write from.
 *
 * @param name how they call it; unique in the account
 * @param changedBy the login of whoever changed it last, or the name of the API key
 */
public record LetterTemplate(
        LetterTemplateId id, AccountId account, String name, OneToOneText text, String changedBy, Instant changedAt) {

    /** Longest name, in characters. */
    public static final int NAME_LENGTH_MAX = 100;

    /** Names one. */
    public record LetterTemplateId(long value) {

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }
}
