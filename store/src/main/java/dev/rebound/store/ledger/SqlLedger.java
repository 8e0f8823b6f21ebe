package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.ledger.Verification;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The ledger on SQL. Thread-safe. */
public final class SqlLedger implements Ledger {

    private final Database database;
    private final Recorder recorder;

    public SqlLedger(Database database, Recorder recorder) {
        this.database = database;
        this.recorder = recorder;
    }

    @Override
    public CompletableFuture<List<LedgerEvent>> record(
            AddressKey address, Observation observation, Optional<Evidence> evidence) {
        return database.submit(recorder, Entry.of(address, observation, evidence));
    }

    @Override
    public AddressState state(AddressKey address) {
        return database.read(handle -> AddressStates.whole(handle, address));
    }

    @Override
    public CompletableFuture<Integer> expireOverdue(Instant now, int limit) {
        return database.submit("the end of trying", handle -> expire(handle, now, limit));
    }

    private int expire(Handle handle, Instant now, int limit) {
        Observation timePassed = new Observation.TimePassed(now);
        Set<AddressKey> addresses = new LinkedHashSet<>(due(handle, "overdueAddresses", now, limit));
        addresses.addAll(due(handle, "lapsedAddresses", now, limit));
        List<Entry> due = addresses.stream()
                .map(address -> Entry.of(address, timePassed, Optional.empty()))
                .toList();
        return due.isEmpty()
                ? 0
                : (int) recorder.run(handle, due).stream()
                        .flatMap(List::stream)
                        .filter(event -> event instanceof LedgerEvent.Expired || event instanceof LedgerEvent.Lapsed)
                        .count();
    }

    private static List<AddressKey> due(Handle handle, String statement, Instant now, int limit) {
        return handle.createQuery(LedgerSql.get(statement))
                .bind("now", Micros.of(now))
                .bind("limit", limit)
                .map((row, context) -> new AddressKey(row.getString("address_key")))
                .list();
    }

    @Override
    public Optional<Instant> nextDeadline() {
        return database.read(
                handle -> Stream.of(first(handle, "nextDeadline", "deadline"), first(handle, "nextEnd", "ends_at"))
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo));
    }

    @Override
    public Optional<Instant> lastEventAt() {
        return database.read(handle -> first(handle, "lastEventAt", "at"));
    }

    private static Optional<Instant> first(Handle handle, String statement, String column) {
        return handle.createQuery(LedgerSql.get(statement))
                .map((row, context) -> Micros.toInstant(row.getLong(column)))
                .findFirst();
    }

    @Override
    public void replay(Consumer<LedgerEvent> consumer) {
        database.read(handle -> {
            replay(handle, consumer);
            return true;
        });
    }

    /** The same over a connection of one's own. */
    public static void replay(Handle handle, Consumer<LedgerEvent> consumer) {
        handle.createQuery(LedgerSql.get("replay"))
                .map((row, context) -> EventRow.event(row))
                .forEach(consumer);
    }

    @Override
    public Verification verify() {
        return database.read(SqlLedger::verify);
    }

    /** States of addresses with all that there is, as one view of the store shows them. */
    public static Map<AddressKey, AddressState> states(Handle handle, List<AddressKey> addresses) {
        return AddressStates.whole(handle, addresses);
    }

    /** The same over a connection of one's own. */
    public static Verification verify(Handle handle) {
        return new Verifier(handle).verify();
    }
}
