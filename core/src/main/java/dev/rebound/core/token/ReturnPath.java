package dev.rebound.core.token;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import java.time.Instant;

/**
 * What a signed return path says.
 *
 * @param expiry the first day on which it is no longer honoured begins here
 */
public record ReturnPath(AccountId account, MessageId message, Instant expiry) {}
