package dev.rebound.engine.inbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;

/**
 * An inbox to be connected.
 *
 * @param owner the login of whoever connects it, or the name of the API key
 */
public record NewInbox(
        AccountId account, String owner, EmailAddress address, String displayName, MailServers servers) {}
