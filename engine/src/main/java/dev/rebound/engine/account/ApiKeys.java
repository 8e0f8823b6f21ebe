package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Port: the keys of programs. Writes return after commit. */
public interface ApiKeys {

    /**
     * A key to be made.
     *
     * @param secretHash SHA-256 of its secret, hexadecimal
     */
    record NewKey(
            AccountId account,
            String name,
            Set<KeyScope> scopes,
            String secretHash,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Integer> requestsPerMinute) {
        public NewKey {
            scopes = Set.copyOf(scopes);
        }

        /** One that does not end by itself and may call as often as every key may. */
        public NewKey(AccountId account, String name, Set<KeyScope> scopes, String secretHash, Instant createdAt) {
            this(account, name, scopes, secretHash, createdAt, Optional.empty(), Optional.empty());
        }
    }

    /** Keeps a new key. */
    ApiKey create(NewKey key);

    /** The key of this secret's hash, revoked and expired ones too. */
    Optional<ApiKey> find(String secretHash);

    /** The account's keys, newest first. */
    List<ApiKey> of(AccountId account);

    /** False if the account has no such key. */
    boolean revoke(AccountId account, long id, Instant at);

    /** Notes that a key is being used. */
    void used(long id, Instant at);
}
