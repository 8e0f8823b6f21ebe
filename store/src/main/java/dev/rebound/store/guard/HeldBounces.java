package dev.rebound.store.guard;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.guard.Scope;
import dev.rebound.core.guard.Settlement;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.Recorder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What circuits hold, dealt with in portions: the events of a portion and the mark behind it are one transaction. */
final class HeldBounces {

    private final Recorder recorder;

    HeldBounces(Recorder recorder) {
        this.recorder = recorder;
    }

    /** A message the guard has a hand on. */
    record Bounce(MessageId message, AccountId account, AddressKey address) {

        static Bounce of(ResultSet row) throws SQLException {
            return new Bounce(
                    new MessageId(row.getLong("id")),
                    new AccountId(row.getLong("account")),
                    new AddressKey(row.getString("address_key")));
        }
    }

    static List<Bounce> page(Handle handle, CircuitId circuit, long after, int limit) {
        return SqlCircuits.about(handle, "toSettle", circuit)
                .bind("after", after)
                .bind("limit", limit)
                .list(Bounce::of);
    }

    /** A failure that came before the opening. */
    private record Before(long at, MessageId message, AddressKey address) {}

    /** What is held back is taken from the list, so the list itself is the mark. */
    int holdBackNext(Handle handle, Circuit circuit, int limit, Instant at) {
        List<Before> page = before(handle, circuit, limit);
        record(handle, page, Before::address, failure -> new Observation.HoldBack(failure.message(), circuit.id(), at));
        GuardSql.on(handle, "dropFailure")
                .executeEach(
                        page,
                        (drop, failure) -> drop.bind("key", listKey(circuit))
                                .bind("at", failure.at())
                                .bind("message", failure.message().value()));
        if (page.isEmpty()) {
            SqlCircuits.about(handle, "heldBack", circuit.id()).execute();
        }
        return page.size();
    }

    private static List<Before> before(Handle handle, Circuit circuit, int limit) {
        Instant opened = circuit.opening().at();
        return GuardSql.on(handle, "failuresBefore")
                .bind("key", listKey(circuit))
                .bind("from", Micros.of(opened.minus(GuardSettings.WINDOW)))
                .bind("to", Micros.of(opened))
                .bind("domain", domain(circuit.key().scope()))
                .bind("ip", ip(circuit.key().scope()))
                .bind("limit", limit)
                .list(row -> new Before(
                        row.getLong("at"),
                        new MessageId(row.getLong("message")),
                        new AddressKey(row.getString("address_key"))));
    }

    /** Failures are listed under the widest key they are counted under. */
    private static String listKey(Circuit circuit) {
        return circuit.key().widest().text();
    }

    private static @Nullable String domain(Scope scope) {
        return scope instanceof Scope.SendingDomain by ? by.domain() : null;
    }

    private static @Nullable String ip(Scope scope) {
        return scope instanceof Scope.SendingIp by ? by.address() : null;
    }

    /** How far a circuit's settlement has come, and what it is. */
    private record Progress(Settlement settlement, long to) {

        static Optional<Progress> of(ResultSet row) throws SQLException {
            Optional<Long> to = Columns.optionalLong(row, "settled_to");
            return to.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Progress(Columns.constant(row, "settlement", Settlement.class), to.get()));
        }
    }

    int settleNext(Handle handle, CircuitId circuit, int limit, Instant at) {
        Optional<Progress> progress =
                SqlCircuits.about(handle, "find", circuit).first(Progress::of).flatMap(Function.identity());
        if (progress.isEmpty()) {
            return 0;
        }
        List<Bounce> page = page(handle, circuit, progress.get().to(), limit);
        record(handle, page, Bounce::address, bounce -> switch (progress.get().settlement()) {
            case RELEASED -> new Observation.Release(bounce.message(), circuit, at);
            case ROLLED_BACK -> new Observation.RollBack(bounce.message(), circuit, at);
        });
        SqlCircuits.about(handle, "settledTo", circuit)
                .bind(
                        "to",
                        page.isEmpty()
                                ? null
                                : Long.valueOf(page.getLast().message().value()))
                .execute();
        return page.size();
    }

    private <T> void record(
            Handle handle, List<T> page, Function<T, AddressKey> address, Function<T, Observation> observation) {
        if (!page.isEmpty()) {
            recorder.run(
                    handle,
                    page.stream()
                            .map(one -> Entry.of(address.apply(one), observation.apply(one), Optional.empty()))
                            .toList());
        }
    }
}
