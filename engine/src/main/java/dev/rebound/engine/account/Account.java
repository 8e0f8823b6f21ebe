package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;

/** A tenant. */
public record Account(AccountId id, String name, Instant createdAt) {

    /** Longest name of an account, in characters. */
    public static final int NAME_LENGTH_MAX = 200;

    /** Whether a text can be the name of an account or a person: one line, and something on it. */
    public static boolean canBeName(String text) {
        return !text.isBlank()
                && text.length() <= NAME_LENGTH_MAX
                && text.codePoints().noneMatch(Character::isISOControl);
    }
}
