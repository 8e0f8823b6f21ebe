package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed-in browser.
 *
 * @param tokenHash SHA-256 of the cookie's value, hexadecimal
 * @param csrfToken what a form must carry
 * @param account the one being worked in
 */
public record Session(String tokenHash, long userId, String csrfToken, Optional<AccountId> account, Instant expiresAt) {

    /** Does not show the secrets. */
    @Override
    public String toString() {
        return "Session[user=" + userId + "]";
    }
}
