package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.util.List;

/**
 * A person who signs in.
 *
 * @param login lower case, unique over the installation
 * @param operator may see all accounts and what concerns the installation
 * @param accounts those the person works in; an operator may work in all
 */
public record User(
        long id, String login, String name, String passwordHash, boolean operator, List<AccountId> accounts) {

    public User {
        accounts = List.copyOf(accounts);
    }

    /** Does not show the password hash. */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
