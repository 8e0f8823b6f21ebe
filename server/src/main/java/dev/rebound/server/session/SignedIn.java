package dev.rebound.server.session;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.account.Session;
import dev.rebound.engine.account.User;
import java.util.Set;

/** A browser's session and whose it is. */
public record SignedIn(Session session, User user) {

    /** Whether the person may work in this account. */
    public boolean mayWorkIn(AccountId account) {
        return user.operator() || user.accounts().contains(account);
    }

    /** What the person may do in an account. */
    public Set<Permission> permissionsIn(AccountId account) {
        return user.permissionsIn(account);
    }

    /** What the person may do outside all accounts. */
    public Set<Permission> permissions() {
        return user.operator() ? Set.of(Permission.INSTALLATION) : Set.of();
    }
}
