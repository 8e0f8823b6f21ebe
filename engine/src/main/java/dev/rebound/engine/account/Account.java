package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;

/** A tenant. */
public record Account(AccountId id, String name, Instant createdAt) {}
