package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.Optional;

/** A key for the REST API; only its hash is kept. */
public record ApiKey(long id, AccountId account, String name, Instant createdAt, Optional<Instant> revokedAt) {}
