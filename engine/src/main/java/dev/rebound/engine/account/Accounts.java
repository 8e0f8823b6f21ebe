package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: accounts. Writes return after commit. */
public interface Accounts {

    /** A new account. */
    AccountId create(String name, Instant at);

    Optional<Account> find(AccountId id);

    /** All of them, by id. */
    List<Account> all();
}
