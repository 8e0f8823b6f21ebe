package dev.rebound.server.session;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Session;
import dev.rebound.engine.account.User;

/** A browser's session and whose it is. */
public record SignedIn(Session session, User user) {

    /** Whether the person may work in this account. */
    public boolean mayWorkIn(AccountId account) {
        return user.operator() || user.accounts().contains(account);
    }
}
