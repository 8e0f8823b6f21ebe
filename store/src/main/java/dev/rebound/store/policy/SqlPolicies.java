package dev.rebound.store.policy;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Policy;
import dev.rebound.engine.policy.Policies;
import dev.rebound.engine.policy.PolicyVersion;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Turns;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.Recorder;
import dev.rebound.store.ledger.SqlLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/**
 * Policies on SQL. How far an account's history has been gone through stands with the version, so a portion's
 * outcome and the mark behind it are committed together. Thread-safe.
 */
public final class SqlPolicies implements Policies {

    private static final NamedSql SQL = PoliciesInForce.SQL;
    /** Addresses whose states are in memory at a time. */
    private static final int PAGE = 256;

    private final Database database;
    private final Recorder recorder;
    private final PoliciesInForce inForce;

    public SqlPolicies(Database database, Recorder recorder, PoliciesInForce inForce) {
        this.database = database;
        this.recorder = recorder;
        this.inForce = inForce;
    }

    @Override
    public Policy current(AccountId account) {
        return inForce.apply(account).policy();
    }

    @Override
    public List<PolicyVersion> versions(AccountId account, int limit) {
        return database.read(handle -> handle.createQuery(SQL.get("versions"))
                .bind("account", account.value())
                .bind("limit", limit)
                .map((row, context) -> version(row))
                .list());
    }

    @Override
    public Optional<PolicyVersion> version(AccountId account, int number) {
        return database.read(handle -> handle.createQuery(SQL.get("version"))
                .bind("account", account.value())
                .bind("version", number)
                .map((row, context) -> version(row))
                .findOne());
    }

    private static PolicyVersion version(ResultSet row) throws SQLException {
        return new PolicyVersion(
                row.getInt("version"),
                PolicyCodec.read(row.getString("policy")),
                Columns.instant(row, "at"),
                row.getString("by_whom"),
                Columns.optionalLong(row, "restores").map(Math::toIntExact),
                Columns.optionalText(row, "applied_to").isEmpty());
    }

    @Override
    public PolicyVersion choose(AccountId account, Policy policy, String by, Instant at, Optional<Integer> restores) {
        Instant moment = Micros.truncated(at);
        PolicyVersion chosen = database.write("a policy", handle -> {
            Turns.of(handle, "policy", account.value());
            int number = 1 + lastVersion(handle, account);
            handle.createUpdate(SQL.get("supersede"))
                    .bind("account", account.value())
                    .execute();
            handle.createUpdate(SQL.get("add"))
                    .bind("account", account.value())
                    .bind("version", number)
                    .bind("at", Micros.of(moment))
                    .bind("by", by)
                    .bind("restores", restores.orElse(null))
                    .bind("policy", PolicyCodec.write(policy))
                    .execute();
            handle.createUpdate(SQL.get(policy.heedsGlobal() ? "heedGlobal" : "ignoreGlobal"))
                    .bind("account", account.value())
                    .execute();
            return new PolicyVersion(number, policy, moment, by, restores, false);
        });
        inForce.put(account, chosen.number(), policy);
        return chosen;
    }

    private static int lastVersion(Handle handle, AccountId account) {
        return handle.createQuery(SQL.get("lastVersion"))
                .bind("account", account.value())
                .map((row, context) -> row.getInt("version"))
                .one();
    }

    /** How far a version has come. */
    private record Progress(int version, String appliedTo) {}

    @Override
    public int applyNext(AccountId account, int limit, Instant at) {
        return database.write("a policy's way through the history", handle -> {
            Turns.of(handle, "policy", account.value());
            return handle.createQuery(SQL.get("unfinishedOf"))
                    .bind("account", account.value())
                    .map((row, context) -> new Progress(row.getInt("version"), row.getString("applied_to")))
                    .findOne()
                    .map(progress -> apply(handle, account, progress, limit, at))
                    .orElse(0);
        });
    }

    private int apply(Handle handle, AccountId account, Progress progress, int limit, Instant at) {
        List<AddressKey> addresses = bounced(handle, account, progress.appliedTo(), limit);
        if (!addresses.isEmpty()) {
            Observation reassess = new Observation.Reassess(account, at);
            recorder.run(
                    handle,
                    addresses.stream()
                            .map(address -> Entry.of(address, reassess, Optional.empty()))
                            .toList());
        }
        handle.createUpdate(SQL.get("appliedTo"))
                .bind("account", account.value())
                .bind("version", progress.version())
                .bind(
                        "appliedTo",
                        addresses.size() < limit ? null : addresses.getLast().value())
                .execute();
        return addresses.size();
    }

    private static List<AddressKey> bounced(Handle handle, AccountId account, String after, int limit) {
        return handle.createQuery(SQL.get("bouncedAddresses"))
                .bind("account", account.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new AddressKey(row.getString("address_key")))
                .list();
    }

    @Override
    public List<AccountId> unfinished() {
        return database.read(handle -> handle.createQuery(SQL.get("unfinished"))
                .map((row, context) -> new AccountId(row.getLong("account")))
                .list());
    }

    @Override
    public void forEachBounced(AccountId account, BiConsumer<AddressKey, AddressState> visitor) {
        database.read(handle -> {
            String after = "";
            List<AddressKey> page;
            do {
                page = bounced(handle, account, after, PAGE);
                if (!page.isEmpty()) {
                    Map<AddressKey, AddressState> states = SqlLedger.states(handle, page);
                    page.forEach(address -> visitor.accept(address, states.getOrDefault(address, AddressState.EMPTY)));
                    after = page.getLast().value();
                }
            } while (page.size() == PAGE);
            return page.size();
        });
    }

    @Override
    public long contactsBouncedGlobally(AccountId account) {
        return database.read(handle -> handle.createQuery(SQL.get("contactsBouncedGlobally"))
                .bind("account", account.value())
                .map((row, context) -> row.getLong("number"))
                .one());
    }
}
