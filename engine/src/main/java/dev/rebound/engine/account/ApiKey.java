package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A key of a program, for the REST API and for submitting mail; only its hash is kept.
 *
 * @param scopes at least one
 * @param requestsPerMinute what the key may call, if not what every key may
 */
public record ApiKey(
        long id, AccountId account, String name, Set<KeyScope> scopes, Optional<Integer> requestsPerMinute, Life life) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /**
     * When it was made, used and ended, by the wall clock.
     *
     * @param expiresAt from when on it is refused
     * @param lastUsedAt to within a minute
     */
    public record Life(
            Instant createdAt, Optional<Instant> expiresAt, Optional<Instant> revokedAt, Optional<Instant> lastUsedAt) {

        /** Of a key that does not end by itself and has not been used. */
        public static Life from(Instant createdAt) {
            return new Life(createdAt, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** Whether it can be used. */
    public enum KeyState {
        VALID,
        EXPIRED,
        REVOKED
    }

    /** Whether it can be used at this moment. */
    public KeyState stateAt(Instant now) {
        if (life.revokedAt().isPresent()) {
            return KeyState.REVOKED;
        }
        return life.expiresAt().filter(end -> !now.isBefore(end)).isPresent() ? KeyState.EXPIRED : KeyState.VALID;
    }

    /** What it permits in its account. */
    public Set<Permission> permissions() {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        scopes.forEach(scope -> permissions.addAll(scope.permissions()));
        return permissions;
    }

    /** Whether it may also do what concerns the installation. */
    public boolean operator() {
        return scopes.contains(KeyScope.OPERATOR);
    }
}
