package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.Optional;

/** A key of a program, for the REST API and for submitting mail; only its hash is kept. */
public record ApiKey(
        long id, AccountId account, String name, KeyScope scope, Instant createdAt, Optional<Instant> revokedAt) {

    /** Whether it may also do what concerns the installation. */
    public boolean operator() {
        return scope == KeyScope.OPERATOR;
    }
}
