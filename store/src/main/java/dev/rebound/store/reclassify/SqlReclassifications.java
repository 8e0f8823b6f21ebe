package dev.rebound.store.reclassify;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.reclassify.Outcome;
import dev.rebound.engine.reclassify.PastBounce;
import dev.rebound.engine.reclassify.PastBounce.Ground;
import dev.rebound.engine.reclassify.Reclassification;
import dev.rebound.engine.reclassify.Reclassification.Kind;
import dev.rebound.engine.reclassify.Reclassification.Progress;
import dev.rebound.engine.reclassify.Reclassification.State;
import dev.rebound.engine.reclassify.Reclassifications;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.LedgerRows;
import dev.rebound.store.ledger.Recorder;
import dev.rebound.store.ledger.SqlLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Judging past bounces again, on SQL. Thread-safe. */
public final class SqlReclassifications implements Reclassifications {

    private static final NamedSql SQL = NamedSql.beside(SqlReclassifications.class, "reclassify.sql");

    private final Database database;
    private final Recorder recorder;

    public SqlReclassifications(Database database, Recorder recorder) {
        this.database = database;
        this.recorder = recorder;
    }

    @Override
    public Optional<Reclassification> begin(Order order) {
        return database.write("judging bounces again", handle -> begin(handle, order));
    }

    private static Optional<Reclassification> begin(Handle handle, Order order) {
        Optional<Reclassification> undone = order.undoes().flatMap(id -> find(handle, id));
        Prepared insert = Prepared.of(handle, SQL, undone.isPresent() ? "beginUndo" : "begin")
                .bind("kind", order.kind().name())
                .bind("at", Micros.of(order.at()))
                .bind("by", order.by())
                .bind("rulesVersion", order.rulesVersion())
                .bind("outcome", OutcomeCodec.write(Outcome.NONE));
        undone.ifPresent(run -> insert.bind("undoes", run.id())
                .bind("total", run.progress().outcome().changedInAll()));
        return insert.first(row -> row.getLong("id")).flatMap(id -> find(handle, id));
    }

    @Override
    public List<Reclassification> list(int limit) {
        return database.read(handle ->
                Prepared.of(handle, SQL, "list").bind("limit", limit).list(SqlReclassifications::reclassification));
    }

    @Override
    public Optional<Reclassification> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    private static Optional<Reclassification> find(Handle handle, long id) {
        return Prepared.of(handle, SQL, "find").bind("id", id).first(SqlReclassifications::reclassification);
    }

    @Override
    public Optional<Reclassification> running() {
        return database.read(
                handle -> Prepared.of(handle, SQL, "running").first(SqlReclassifications::reclassification));
    }

    private static Reclassification reclassification(ResultSet row) throws SQLException {
        return new Reclassification(
                row.getLong("id"),
                Columns.constant(row, "kind", Kind.class),
                Columns.constant(row, "state", State.class),
                Columns.instant(row, "at"),
                row.getString("by_whom"),
                row.getString("rules_version"),
                Columns.optionalLong(row, "undoes"),
                row.getLong("total"),
                new Progress(
                        row.getLong("through"), row.getLong("looked"), OutcomeCodec.read(row.getString("outcome"))));
    }

    /** A message that bounced, before what it rests on has been read. */
    private record Bounced(PastBounce bare, List<Ground> grounds) {

        static Bounced of(ResultSet row) throws SQLException {
            return new Bounced(
                    new PastBounce(
                            new MessageId(row.getLong("id")),
                            new AddressKey(row.getString("address_key")),
                            new AccountId(row.getLong("account")),
                            LedgerRows.verdict(row).orElseThrow(),
                            List.of()),
                    new ArrayList<>());
        }

        PastBounce whole() {
            return new PastBounce(bare.message(), bare.address(), bare.account(), bare.verdict(), grounds);
        }
    }

    @Override
    public List<PastBounce> bouncesAfter(long message, int limit) {
        return database.read(handle -> {
            List<Bounced> page = Prepared.of(handle, SQL, "bouncedAfter")
                    .bind("after", message)
                    .bind("limit", limit)
                    .list(Bounced::of);
            Map<Long, Bounced> byMessage = new HashMap<>();
            page.forEach(each -> byMessage.put(each.bare().message().value(), each));
            List<Long> ids =
                    page.stream().map(each -> each.bare().message().value()).toList();
            new KeyedQuery(handle, SQL, "grounds").forEach("messages", ids, row -> {
                Ground ground = new Ground(LedgerRows.event(row), LedgerRows.evidence(row));
                Optional.ofNullable(byMessage.get(row.getLong("message")))
                        .ifPresent(each -> each.grounds().add(ground));
            });
            return page.stream().map(Bounced::whole).toList();
        });
    }

    @Override
    public Map<AddressKey, AddressState> states(List<AddressKey> addresses) {
        return database.read(handle -> SqlLedger.states(handle, addresses));
    }

    /** One at a time, so those of one lie together. */
    @Override
    public List<Changed> changedBy(long id, long number, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "reclassifiedAfter")
                .bind("after", number)
                .bind("limit", limit)
                .list(row -> new Changed(row.getLong("seq"), (LedgerEvent.Reclassified) LedgerRows.event(row)))
                .stream()
                .takeWhile(changed -> changed.event().run() == id)
                .toList());
    }

    @Override
    public boolean advance(long id, Progress before, Progress after, List<Step> steps) {
        return database.write("judging bounces again", handle -> {
            int moved = Prepared.of(handle, SQL, "advance")
                    .bind("id", id)
                    .bind("before", before.through())
                    .bind("through", after.through())
                    .bind("looked", after.looked())
                    .bind("outcome", OutcomeCodec.write(after.outcome()))
                    .execute();
            if (moved == 1 && !steps.isEmpty()) {
                recorder.run(
                        handle,
                        steps.stream()
                                .map(step -> Entry.of(step.address(), step.observation(), Optional.empty()))
                                .toList());
            }
            return moved == 1;
        });
    }

    @Override
    public void end(long id, State state) {
        database.write(
                "judging bounces again",
                handle -> Prepared.of(handle, SQL, "end")
                        .bind("id", id)
                        .bind("state", state.name())
                        .execute());
    }
}
