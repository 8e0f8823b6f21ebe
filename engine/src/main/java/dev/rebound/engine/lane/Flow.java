package dev.rebound.engine.lane;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;

/**
 * The messages of one email to one domain: what takes turns.
 *
 * @param domain of the recipients, lower-case A-labels
 */
public record Flow(AccountId account, EmailId email, String domain) {}
