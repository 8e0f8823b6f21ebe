package dev.rebound.store.policy;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.NamedSql;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Every account's policy in memory, because the writer asks for it at every observation. Read when the store opens;
 * what is chosen later is put here once it is committed, and what other nodes choose when it is {@linkplain #refresh
 * looked for}. Thread-safe.
 */
public final class PoliciesInForce implements Function<AccountId, Rulebook> {

    static final NamedSql SQL = NamedSql.beside(PoliciesInForce.class, "policy.sql");

    private final Function<AccountId, Rulebook> settings;
    private final Map<AccountId, Chosen> chosen = new ConcurrentHashMap<>();

    /** As it is read. */
    private record Stored(AccountId account, int version, Policy policy) {}

    /** An account's newest version. */
    private record Chosen(int version, Rulebook rulebook) {}

    private PoliciesInForce(Function<AccountId, Rulebook> settings) {
        this.settings = settings;
    }

    /**
     * Reads what accounts have chosen.
     *
     * @param settings the rule book of an account that has chosen nothing, and everything in one but the policy
     */
    public static PoliciesInForce of(Database database, Function<AccountId, Rulebook> settings) {
        PoliciesInForce policies = new PoliciesInForce(settings);
        database.read(handle -> handle.createQuery(SQL.get("newest"))
                        .map((row, context) -> new Stored(
                                new AccountId(row.getLong("account")),
                                row.getInt("version"),
                                PolicyCodec.read(row.getString("policy"))))
                        .list())
                .forEach(stored -> policies.put(stored.account(), stored.version(), stored.policy()));
        return policies;
    }

    /** Looks for what other nodes have chosen. */
    public void refresh(Database database) {
        database.read(handle -> {
            handle.createQuery(SQL.get("newestVersions"))
                    .map((row, context) -> new Known(new AccountId(row.getLong("account")), row.getInt("version")))
                    .filter(this::isNews)
                    .forEach(news -> load(handle, news));
            return true;
        });
    }

    /** Which version of an account's policy there is. */
    private record Known(AccountId account, int version) {}

    private boolean isNews(Known stored) {
        Chosen own = chosen.get(stored.account());
        return own == null || own.version() < stored.version();
    }

    private void load(Handle handle, Known news) {
        handle.createQuery(SQL.get("version"))
                .bind("account", news.account().value())
                .bind("version", news.version())
                .map((row, context) -> PolicyCodec.read(row.getString("policy")))
                .forEach(policy -> put(news.account(), news.version(), policy));
    }

    /** From now on; of two that are put here at once the later version stays. */
    void put(AccountId account, int version, Policy policy) {
        Chosen added = new Chosen(version, settings.apply(account).with(policy));
        chosen.merge(account, added, (known, other) -> known.version() > other.version() ? known : other);
    }

    @Override
    public Rulebook apply(AccountId account) {
        Chosen own = chosen.get(account);
        return own == null ? settings.apply(account) : own.rulebook();
    }
}
