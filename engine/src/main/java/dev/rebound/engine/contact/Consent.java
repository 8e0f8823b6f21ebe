package dev.rebound.engine.contact;

import dev.rebound.core.ledger.AccountId;

/** Port: whether a contact still wants marketing email, asked right before each attempt. */
@FunctionalInterface
public interface Consent {

    /** True if the contact has unsubscribed, or no longer exists. */
    boolean isUnsubscribed(AccountId account, ContactId contact);
}
