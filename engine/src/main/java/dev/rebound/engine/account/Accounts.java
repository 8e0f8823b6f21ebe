package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: accounts, people, sessions and API keys. Writes return after commit. */
public interface Accounts {

    /** A new account. */
    AccountId create(String name, Instant at);

    Optional<Account> find(AccountId id);

    /** All of them, by id. */
    List<Account> all();

    /** A new person; empty if the login is taken. */
    Optional<User> createUser(
            String login, String name, String passwordHash, boolean operator, List<AccountId> accounts);

    Optional<User> findUser(long id);

    /** By login, any case. */
    Optional<User> findUser(String login);

    /** All people, by login. */
    List<User> users();

    /** Keeps a session. */
    void openSession(Session session);

    /** The session of this token hash, if it has not expired at {@code now}. */
    Optional<Session> session(String tokenHash, Instant now);

    /** Makes the session work in another account. */
    void switchAccount(String tokenHash, AccountId account);

    void closeSession(String tokenHash);

    /** Keeps a new key by the SHA-256 of its secret, hexadecimal. */
    ApiKey createApiKey(AccountId account, String name, KeyScope scope, String secretHash, Instant at);

    /** The key of this secret, unless revoked. */
    Optional<ApiKey> apiKey(String secretHash);

    /** The account's keys, newest first. */
    List<ApiKey> apiKeys(AccountId account);

    /** False if the account has no such key. */
    boolean revokeApiKey(AccountId account, long id, Instant at);
}
