package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.store.database.AddressHashes;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/**
 * Collects how the standing of addresses changed, and writes it: suppressions, accounts that count towards the
 * global list, global bounces. Addresses come in order, so the rows of suppressions do; those of hashes cannot, and
 * nobody waits for it, for an address's rows are its turn's. For one use.
 */
final class StandingRows {

    private final Handle handle;
    private final AddressHashes hashes;
    private final List<Row<InAccount, Suppression>> suppressions = new ArrayList<>();
    private final List<Row<InAccount, Instant>> counting = new ArrayList<>();
    private final List<Row<AddressKey, Instant>> global = new ArrayList<>();

    /** The key of what an address has in an account. */
    private record InAccount(AddressKey address, AccountId account) {}

    /** A row that is not as it was. */
    private record Row<K, V>(K key, Optional<V> before, Optional<V> after) {}

    StandingRows(Handle handle) {
        this.handle = handle;
        this.hashes = AddressHashes.of(handle);
    }

    void compare(AddressKey address, AddressState before, AddressState after) {
        compareEach(address, before.suppressions(), after.suppressions(), suppressions);
        compareEach(address, before.counting(), after.counting(), counting);
        if (!before.globalSince().equals(after.globalSince())) {
            global.add(new Row<>(address, before.globalSince(), after.globalSince()));
        }
    }

    private static <V> void compareEach(
            AddressKey address, Map<AccountId, V> before, Map<AccountId, V> after, List<Row<InAccount, V>> rows) {
        before.forEach((account, known) -> {
            Optional<V> now = Optional.ofNullable(after.get(account));
            if (!now.equals(Optional.of(known))) {
                rows.add(new Row<>(new InAccount(address, account), Optional.of(known), now));
            }
        });
        after.forEach((account, now) -> {
            if (!before.containsKey(account)) {
                rows.add(new Row<>(new InAccount(address, account), Optional.empty(), Optional.of(now)));
            }
        });
    }

    void write() {
        remove("removeSuppression", suppressions, StandingRows::bind);
        remove("removeKeptSuppression", suppressions, this::bindHashed);
        add("addSuppression", suppressions, (add, row) -> {
            Suppression held = row.after().orElseThrow();
            bindCause(bind(add, row.key()), held.cause())
                    .bind("reason", held.reason().name())
                    .bind("since", Micros.of(held.since()))
                    .bind("endsAt", Micros.of(held.until()))
                    .bind("probeFrom", Micros.of(held.probeFrom()));
        });
        remove("removeCountingAccount", counting, this::bindHashed);
        add(
                "addCountingAccount",
                counting,
                (add, row) -> bindHashed(add, row.key())
                        .bind("since", Micros.of(row.after().orElseThrow())));
        remove("removeGlobalBounce", global, this::bindHash);
        add(
                "addGlobalBounce",
                global,
                (add, row) -> bindHash(add, row.key())
                        .bind("since", Micros.of(row.after().orElseThrow())));
    }

    private static Prepared bindCause(Prepared add, Cause cause) {
        return switch (cause) {
            case Cause.Bounce bounce ->
                add.bind("cause", bounce.message().value())
                        .bind("list", (Long) null)
                        .bind("source", (String) null)
                        .bind("original", (String) null)
                        .bind("importedAt", (Long) null);
            case Cause.Listed listed ->
                add.bind("cause", (Long) null)
                        .bind("list", listed.list().value())
                        .bind("source", listed.source().name())
                        .bind("original", listed.original())
                        .bind("importedAt", Micros.of(listed.importedAt()));
        };
    }

    private <K, V> void remove(String statement, List<Row<K, V>> rows, BiConsumer<Prepared, K> binder) {
        LedgerSql.on(handle, statement)
                .executeEach(
                        rows.stream()
                                .filter(row -> row.before().isPresent())
                                .map(Row::key)
                                .toList(),
                        binder);
    }

    private <K, V> void add(String statement, List<Row<K, V>> rows, BiConsumer<Prepared, Row<K, V>> binder) {
        LedgerSql.on(handle, statement)
                .executeEach(
                        rows.stream().filter(row -> row.after().isPresent()).toList(), binder);
    }

    /** What all accounts share goes by hashes. */
    private Prepared bindHash(Prepared write, AddressKey address) {
        return write.bind("hash", hashes.of(address));
    }

    private Prepared bindHashed(Prepared write, InAccount key) {
        return bindHash(write, key.address()).bind("account", key.account().value());
    }

    private static Prepared bind(Prepared write, InAccount key) {
        return write.bind("address", key.address().value())
                .bind("account", key.account().value());
    }
}
