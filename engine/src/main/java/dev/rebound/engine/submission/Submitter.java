package dev.rebound.engine.submission;

import dev.rebound.core.ledger.AccountId;

/**
 * A program that has signed in.
 *
 * @param account for which it sends
 * @param key the name of its API key
 */
public record Submitter(AccountId account, String key) {}
