package dev.rebound.server;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Session;
import dev.rebound.engine.account.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Accounts in memory, for tests that need nothing else of a store. */
public final class InMemoryAccounts implements Accounts {

    private final Map<AccountId, Account> accounts = new ConcurrentSkipListMap<>();
    private final Map<Long, User> users = new ConcurrentSkipListMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

    @Override
    public AccountId create(String name, Instant at) {
        AccountId id = new AccountId(accounts.size() + 1L);
        accounts.put(id, new Account(id, name, at));
        return id;
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public List<Account> all() {
        return new ArrayList<>(accounts.values());
    }

    @Override
    public Optional<User> createUser(
            String login, String name, String passwordHash, boolean operator, List<AccountId> members) {
        if (findUser(login).isPresent()) {
            return Optional.empty();
        }
        User user = new User(users.size() + 1L, login.toLowerCase(Locale.ROOT), name, passwordHash, operator, members);
        users.put(user.id(), user);
        return Optional.of(user);
    }

    @Override
    public Optional<User> findUser(long id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Optional<User> findUser(String login) {
        return users.values().stream()
                .filter(u -> u.login().equalsIgnoreCase(login))
                .findFirst();
    }

    @Override
    public List<User> users() {
        return new ArrayList<>(users.values());
    }

    @Override
    public void openSession(Session session) {
        sessions.put(session.tokenHash(), session);
    }

    @Override
    public Optional<Session> session(String tokenHash, Instant now) {
        return Optional.ofNullable(sessions.get(tokenHash))
                .filter(s -> s.expiresAt().isAfter(now));
    }

    @Override
    public void switchAccount(String tokenHash, AccountId account) {
        sessions.computeIfPresent(
                tokenHash,
                (hash, s) -> new Session(hash, s.userId(), s.csrfToken(), Optional.of(account), s.expiresAt()));
    }

    @Override
    public void closeSession(String tokenHash) {
        sessions.remove(tokenHash);
    }

    @Override
    public ApiKey createApiKey(AccountId account, String name, KeyScope scope, String secretHash, Instant at) {
        ApiKey key = new ApiKey(keys.size() + 1L, account, name, scope, at, Optional.empty());
        keys.put(secretHash, key);
        return key;
    }

    @Override
    public Optional<ApiKey> apiKey(String secretHash) {
        return Optional.ofNullable(keys.get(secretHash))
                .filter(key -> key.revokedAt().isEmpty());
    }

    @Override
    public List<ApiKey> apiKeys(AccountId account) {
        return keys.values().stream()
                .filter(key -> key.account().equals(account))
                .toList();
    }

    @Override
    public boolean revokeApiKey(AccountId account, long id, Instant at) {
        return keys.values().removeIf(key -> key.id() == id && key.account().equals(account));
    }
}
