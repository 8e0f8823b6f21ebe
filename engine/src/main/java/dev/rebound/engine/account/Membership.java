package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;

/** That a person works in an account, and as what. */
public record Membership(AccountId account, Role role) {}
