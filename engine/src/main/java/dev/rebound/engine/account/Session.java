package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed-in browser. Times are those of the wall clock.
 *
 * @param tokenHash SHA-256 of the cookie's value, hexadecimal
 * @param csrfToken what a form must carry
 * @param account the one being worked in
 */
public record Session(
        String tokenHash,
        long userId,
        String csrfToken,
        Optional<AccountId> account,
        Instant expiresAt,
        Origin origin,
        Instant lastUsedAt) {

    /** Digits of the token's hash that name a session to people. */
    private static final int NAME_LENGTH = 16;

    /**
     * Where a session began.
     *
     * @param client the network address
     * @param agent what the browser said it is, cut to {@value #AGENT_LENGTH_MAX} characters
     */
    public record Origin(Instant openedAt, String client, String agent) {
        /** Longest description of a browser that is kept, in characters. */
        public static final int AGENT_LENGTH_MAX = 300;

        public Origin {
            agent = agent.length() > AGENT_LENGTH_MAX ? agent.substring(0, AGENT_LENGTH_MAX) : agent;
        }
    }

    /** What names it in lists; nobody can sign in with that. */
    public String name() {
        return tokenHash.substring(0, Math.min(NAME_LENGTH, tokenHash.length()));
    }

    /** Does not show the secrets. */
    @Override
    public String toString() {
        return "Session[user=" + userId + "]";
    }
}
