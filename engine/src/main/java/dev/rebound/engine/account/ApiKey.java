package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A key for the REST API; only its hash is kept.
 *
 * @param operator may also do what concerns the installation
 */
public record ApiKey(
        long id, AccountId account, String name, boolean operator, Instant createdAt, Optional<Instant> revokedAt) {}
