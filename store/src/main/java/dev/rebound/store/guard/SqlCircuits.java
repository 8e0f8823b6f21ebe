package dev.rebound.store.guard;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.guard.CircuitKey;
import dev.rebound.core.guard.Count;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.guard.Settlement;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.engine.guard.Circuits;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.ledger.Recorder;
import dev.rebound.store.ledger.SqlLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Circuits on SQL. Thread-safe. */
public final class SqlCircuits implements Circuits {

    /** Charts are by the length of the window. */
    private static final long WIDTH = GuardSettings.WINDOW.toMinutes();
    /** For how long after its closing a circuit may get something to hold from a process that had not noticed. */
    private static final Duration LATE = Duration.ofHours(1);

    private final Database database;
    private final HeldBounces held;

    public SqlCircuits(Database database, Recorder recorder) {
        this.database = database;
        this.held = new HeldBounces(recorder);
    }

    @Override
    public List<Circuit> open() {
        return database.read(handle -> GuardSql.on(handle, "open").list(SqlCircuits::circuit));
    }

    @Override
    public List<Circuit> page(Optional<CircuitId> below, int limit) {
        return database.read(handle -> GuardSql.on(handle, "page")
                .bind("below", below.map(CircuitId::value).orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .list(SqlCircuits::circuit));
    }

    @Override
    public Optional<Circuit> find(CircuitId circuit) {
        return database.read(handle -> find(handle, circuit));
    }

    private static Optional<Circuit> find(Handle handle, CircuitId circuit) {
        return about(handle, "find", circuit).first(SqlCircuits::circuit);
    }

    static Circuit circuit(ResultSet row) throws SQLException {
        Optional<Instant> closedAt = Columns.optionalInstant(row, "closed_at");
        return new Circuit(
                new CircuitId(row.getLong("id")),
                CircuitKey.parse(row.getString("key")),
                new Circuit.Opening(
                        Columns.instant(row, "opened_at"),
                        new Count(row.getLong("failures"), row.getLong("good")),
                        row.getLong("outside_from"),
                        row.getLong("before")),
                Columns.instant(row, "last_outside"),
                row.getInt("kept_open") == 1,
                closedAt.isEmpty() ? Optional.empty() : Optional.of(closing(row, closedAt.get())));
    }

    private static Circuit.Closing closing(ResultSet row, Instant at) throws SQLException {
        return new Circuit.Closing(
                at,
                Columns.optionalText(row, "closed_by"),
                Columns.constant(row, "settlement", Settlement.class),
                Columns.optionalLong(row, "settled_to").isEmpty());
    }

    static Prepared about(Handle handle, String statement, CircuitId circuit) {
        return GuardSql.on(handle, statement).bind("id", circuit.value());
    }

    @Override
    public void outside(CircuitId circuit, Instant at) {
        database.write(
                "failures outside their band",
                handle -> about(handle, "outside", circuit)
                        .bind("at", Micros.of(at))
                        .execute());
    }

    @Override
    public boolean keepOpen(CircuitId circuit, boolean kept) {
        return database.write(
                "a circuit that is kept open",
                handle -> about(handle, "keepOpen", circuit)
                                .bind("kept", kept ? 1 : 0)
                                .execute()
                        == 1);
    }

    @Override
    public boolean settle(
            CircuitId circuit, Settlement settlement, Optional<String> by, Instant at, Optional<Instant> mutedUntil) {
        return database.write("the end of a circuit", handle -> {
            boolean settles = about(handle, "close", circuit)
                                    .bind("at", Micros.of(at))
                                    .bind("by", by.orElse(null))
                                    .bind("mutedUntil", Micros.of(mutedUntil))
                                    .bind("settlement", settlement.name())
                                    .execute()
                            == 1
                    || about(handle, "settleAnew", circuit)
                                    .bind("settlement", settlement.name())
                                    .execute()
                            == 1;
            if (settles) {
                find(handle, circuit).ifPresent(settled -> count(handle, settled, settlement));
            }
            return settles;
        });
    }

    /** What was real is part of what is usual from now on. */
    private static void count(Handle handle, Circuit circuit, Settlement settlement) {
        String statement = switch (settlement) {
            case RELEASED -> "countAsUsual";
            case ROLLED_BACK -> "countAsNone";
        };
        GuardSql.on(handle, statement)
                .bind("key", circuit.key().text())
                .bind("from", GuardSql.hour(circuit.opening().at()))
                .bind("to", GuardSql.hour(circuit.closing().orElseThrow().at()))
                .execute();
    }

    @Override
    public List<CircuitId> unfinished(Instant now) {
        Set<CircuitId> found = new LinkedHashSet<>(
                database.read(handle -> GuardSql.on(handle, "unfinished").list(SqlCircuits::id)));
        database.read(handle -> late(handle, now)).forEach(circuit -> {
            database.write(
                    "bounces held too late",
                    handle -> about(handle, "settleAgain", circuit).execute());
            found.add(circuit);
        });
        return List.copyOf(found);
    }

    private static List<CircuitId> late(Handle handle, Instant now) {
        return GuardSql.on(handle, "closedLately")
                .bind("recently", Micros.of(now.minus(LATE)))
                .list(SqlCircuits::id)
                .stream()
                .filter(circuit -> about(handle, "heldAfterAll", circuit)
                        .first(row -> true)
                        .isPresent())
                .toList();
    }

    private static CircuitId id(ResultSet row) throws SQLException {
        return new CircuitId(row.getLong("id"));
    }

    @Override
    public int holdBackNext(CircuitId circuit, int limit, Instant at) {
        return database.write(
                "bounces held back",
                handle -> find(handle, circuit)
                        .map(known -> held.holdBackNext(handle, known, limit, at))
                        .orElse(0));
    }

    @Override
    public int settleNext(CircuitId circuit, int limit, Instant at) {
        return database.write("bounces released or rolled back", handle -> held.settleNext(handle, circuit, limit, at));
    }

    @Override
    public Count inWindow(CircuitKey key, Instant at) {
        return database.read(handle -> inWindow(handle, key, at));
    }

    private static Count inWindow(Handle handle, CircuitKey key, Instant at) {
        return counted(handle, key, Tally.before(at), GuardSql.minute(at)).stream()
                .map(CountedAt::count)
                .reduce(Count.NONE, Count::plus);
    }

    @Override
    public long usual(CircuitKey key, Instant at) {
        return database.read(handle -> {
            long all = GuardSql.on(handle, "usual")
                    .bind("key", key.text())
                    .bind("from", Tally.hourBefore(at))
                    .bind("to", GuardSql.hour(at))
                    .first(row -> row.getLong("failures"))
                    .orElse(0L);
            return Math.max(0, all - inWindow(handle, key, at).failures());
        });
    }

    @Override
    public List<CountedAt> counted(CircuitKey key, Instant from, Instant to) {
        return database.read(handle -> counted(handle, key, GuardSql.minute(from) - 1, GuardSql.minute(to)));
    }

    private static List<CountedAt> counted(Handle handle, CircuitKey key, long after, long to) {
        return GuardSql.on(handle, "counted")
                .bind("key", key.text())
                .bind("width", WIDTH)
                .bind("from", after)
                .bind("to", to)
                .list(row -> new CountedAt(
                        GuardSql.atMinute(row.getLong("part") * WIDTH),
                        new Count(row.getLong("failures"), row.getLong("good"))));
    }

    @Override
    public Map<Hold.Standing, Long> held(CircuitId circuit) {
        return database.read(handle -> {
            Map<Hold.Standing, Long> counts = new EnumMap<>(Hold.Standing.class);
            about(handle, "held", circuit)
                    .list(row -> counts.put(
                            Columns.constant(row, "hold_standing", Hold.Standing.class), row.getLong("messages")));
            return counts;
        });
    }

    @Override
    public long accountsHeld(CircuitId circuit) {
        return database.read(handle -> about(handle, "accountsHeld", circuit)
                .first(row -> row.getLong("accounts"))
                .orElse(0L));
    }

    @Override
    public List<HeldMessage> heldMessages(CircuitId circuit, Optional<MessageId> after, int limit) {
        return database.read(handle -> {
            List<HeldBounces.Bounce> page = HeldBounces.page(
                    handle, circuit, after.map(MessageId::value).orElse(0L), limit);
            Map<AddressKey, AddressState> states = SqlLedger.states(
                    handle, page.stream().map(HeldBounces.Bounce::address).toList());
            return page.stream()
                    .map(bounce -> new HeldMessage(
                            bounce.message(),
                            bounce.account(),
                            bounce.address(),
                            states.getOrDefault(bounce.address(), AddressState.EMPTY)))
                    .toList();
        });
    }

    @Override
    public Map<CircuitId, Long> heldIn(AccountId account) {
        return database.read(
                handle -> byCircuit(GuardSql.on(handle, "heldInAccount").bind("account", account.value())));
    }

    @Override
    public Map<CircuitId, Long> heldIn(AccountId account, EmailId email) {
        return database.read(handle -> byCircuit(GuardSql.on(handle, "heldInEmail")
                .bind("account", account.value())
                .bind("email", email.value())));
    }

    private static Map<CircuitId, Long> byCircuit(Prepared query) {
        Map<CircuitId, Long> counts = new TreeMap<>();
        query.list(row -> counts.put(new CircuitId(row.getLong("circuit")), row.getLong("messages")));
        return counts;
    }

    @Override
    public void forget(Instant now) {
        Instant before = now.minus(GuardSettings.USUAL_FROM).minus(Duration.ofDays(1));
        database.write(
                "old counts of the guard",
                handle -> GuardSql.on(handle, "forgetMinutes")
                                .bind("before", GuardSql.minute(before))
                                .execute()
                        + GuardSql.on(handle, "forgetHours")
                                .bind("before", GuardSql.hour(before))
                                .execute()
                        + GuardSql.on(handle, "forgetFailures")
                                .bind("before", Micros.of(now.minus(LATE)))
                                .execute());
    }
}
