package dev.rebound.store.bulk;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.engine.bulk.BadLine;
import dev.rebound.engine.bulk.BulkChange;
import dev.rebound.engine.bulk.BulkEntry;
import dev.rebound.engine.bulk.BulkLine;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.engine.bulk.BulkOutcome;
import dev.rebound.engine.bulk.BulkStage;
import dev.rebound.engine.bulk.Bulks;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.ledger.Recorder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Bulk changes on SQL. How far one has come stands with it, so a portion's outcome and the mark behind it are
 * committed together. Thread-safe.
 */
public final class SqlBulks implements Bulks {

    static final NamedSql SQL = NamedSql.beside(SqlBulks.class, "bulk.sql");

    private final Database database;
    private final BulkPortions portions;

    public SqlBulks(Database database, Recorder recorder) {
        this.database = database;
        this.portions = new BulkPortions(recorder);
    }

    @Override
    public BulkId begin(BulkOrder order, Instant at) {
        return database.write(
                "the beginning of a bulk change",
                handle -> Prepared.of(handle, SQL, "begin")
                        .bind("account", order.account().value())
                        .bind("kind", order.kind().name())
                        .bind("by", order.by())
                        .bind("origin", order.origin())
                        .bind("source", order.source().map(Enum::name).orElse(null))
                        .bind("at", Micros.of(at))
                        .first(row -> new BulkId(row.getLong("id")))
                        .orElseThrow());
    }

    /** Entries go in by the order of their keys, which keeps the tree's pages together. */
    @Override
    public void add(BulkId id, Portion portion, Instant at) {
        if (portion.entries().size() > ADDED_MAX) {
            throw new IllegalArgumentException("at most " + ADDED_MAX + " entries are added at a time");
        }
        List<BulkEntry> sorted = portion.entries().stream()
                .sorted(Comparator.comparing(BulkEntry::address).thenComparingLong(BulkEntry::line))
                .toList();
        database.write("entries of a bulk change", handle -> {
            Prepared.of(handle, SQL, "addEntry").executeEach(sorted, (add, entry) -> bind(add, id, entry));
            addBadLines(handle, id, portion.badLines());
            return Prepared.of(handle, SQL, "added")
                    .bind("id", id.value())
                    .bind("lines", portion.lines())
                    .bind("good", portion.entries().size())
                    .bind("bad", portion.badLines().size())
                    .bind("at", Micros.of(at))
                    .execute();
        });
    }

    private static void bind(Prepared add, BulkId id, BulkEntry entry) {
        add.bind("bulk", id.value())
                .bind("address", entry.address().value())
                .bind("says", entry.says().saying().name())
                .bind("line", entry.line());
        switch (entry.says()) {
            case BulkEntry.Named ignored -> bindSaid(add, Optional.empty(), Optional.empty(), "");
            case BulkEntry.Bounced bounced ->
                bindSaid(add, Optional.of(bounced.reason()), bounced.said(), bounced.original());
            case BulkEntry.NoMoreMail wish -> bindSaid(add, Optional.empty(), wish.said(), wish.original());
        }
    }

    private static void bindSaid(Prepared add, Optional<Reason> reason, Optional<Instant> said, String original) {
        add.bind("reason", reason.map(Enum::name).orElse(null))
                .bind("said", Micros.of(said))
                .bind("original", original);
    }

    private static void addBadLines(Handle handle, BulkId id, List<BadLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        long kept = Prepared.of(handle, SQL, "badLinesOf")
                .bind("id", id.value())
                .first(row -> row.getLong("bad_lines"))
                .orElseThrow();
        List<BadLine> fitting =
                lines.stream().limit(Math.max(0, BAD_LINES_KEPT_MAX - kept)).toList();
        Prepared.of(handle, SQL, "addBadLine")
                .executeEach(
                        fitting,
                        (add, line) -> add.bind("bulk", id.value())
                                .bind("line", line.line())
                                .bind("problem", line.problem().name())
                                .bind("text", line.text()));
    }

    @Override
    public void from(BulkId id, ListSource source) {
        database.write(
                "whose list it is",
                handle -> Prepared.of(handle, SQL, "from")
                        .bind("id", id.value())
                        .bind("source", source.name())
                        .execute());
    }

    @Override
    public void collected(BulkId id, BulkStage next, Instant at) {
        database.write(
                "the end of reading",
                handle -> Prepared.of(handle, SQL, "collected")
                        .bind("id", id.value())
                        .bind("stage", next.name())
                        .bind("at", Micros.of(at))
                        .execute());
    }

    @Override
    public void fail(BulkId id, BulkChange.FileProblem problem, Instant at) {
        database.write("a failed reading", handle -> fail(handle, id, problem, at));
    }

    private static int fail(Handle handle, BulkId id, BulkChange.FileProblem problem, Instant at) {
        Prepared.of(handle, SQL, "forgetEntries").bind("id", id.value()).execute();
        return Prepared.of(handle, SQL, "fail")
                .bind("id", id.value())
                .bind("problem", problem.name())
                .bind("at", Micros.of(at))
                .execute();
    }

    @Override
    public boolean apply(AccountId account, BulkId id, String by, String why, Instant at) {
        return database.write(
                "a bulk change",
                handle -> Prepared.of(handle, SQL, "apply")
                                .bind("id", id.value())
                                .bind("account", account.value())
                                .bind("by", by)
                                .bind("why", why)
                                .bind("at", Micros.of(at))
                                .execute()
                        > 0);
    }

    @Override
    public boolean undo(AccountId account, BulkId id, String by, Instant at) {
        return database.write(
                "taking a bulk change back",
                handle -> Prepared.of(handle, SQL, "undo")
                                .bind("id", id.value())
                                .bind("account", account.value())
                                .bind("by", by)
                                .bind("at", Micros.of(at))
                                .execute()
                        > 0);
    }

    @Override
    public int advance(BulkId id, int limit, Instant at) {
        Instant moment = Micros.truncated(at);
        return database.write("a portion of a bulk change", handle -> portions.next(handle, id, limit, moment));
    }

    @Override
    public Optional<BulkChange> find(AccountId account, BulkId id) {
        return database.read(handle -> find(handle, id))
                .filter(change -> change.order().account().equals(account));
    }

    static Optional<BulkChange> find(Handle handle, BulkId id) {
        return Prepared.of(handle, SQL, "byId").bind("id", id.value()).first(BulkRows::change);
    }

    @Override
    public List<BulkChange> page(AccountId account, Optional<BulkId> before, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "page")
                .bind("account", account.value())
                .bind("before", before.map(BulkId::value).orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .list(BulkRows::change));
    }

    @Override
    public List<BulkLine> lines(BulkId id, Optional<BulkOutcome> outcome, Optional<BulkEntry.Key> after, int limit) {
        return database.read(handle -> {
            Prepared query = Prepared.of(handle, SQL, outcome.isPresent() ? "linesOfOutcome" : "nextEntries")
                    .bind("bulk", id.value())
                    .bind("address", after.map(key -> key.address().value()).orElse(""))
                    .bind("says", after.map(key -> key.saying().name()).orElse(""))
                    .bind("limit", limit);
            outcome.ifPresent(wanted -> query.bind("outcome", wanted.name()));
            return query.list(BulkRows::line);
        });
    }

    @Override
    public List<BadLine> badLines(BulkId id, long after, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "badLines")
                .bind("bulk", id.value())
                .bind("after", after)
                .bind("limit", limit)
                .list(row -> new BadLine(
                        row.getLong("line"),
                        Columns.constant(row, "problem", BadLine.Problem.class),
                        row.getString("text"))));
    }

    @Override
    public List<BulkId> unfinished(Instant untouchedSince) {
        return database.read(handle -> Prepared.of(handle, SQL, "unfinished")
                .bind("before", Micros.of(untouchedSince))
                .list(row -> new BulkId(row.getLong("id"))));
    }

    @Override
    public int giveUp(Instant collecting, Instant ready) {
        return database.write("clearing bulk changes away", handle -> {
            List<BulkId> silent = silent(handle, BulkStage.COLLECTING, collecting);
            silent.forEach(id -> fail(handle, id, BulkChange.FileProblem.BROKEN_OFF, collecting));
            List<BulkId> waiting = silent(handle, BulkStage.READY, ready);
            waiting.forEach(id -> forget(handle, id));
            return silent.size() + waiting.size();
        });
    }

    @Override
    public void discard(AccountId account, BulkId id) {
        database.write("discarding a bulk change", handle -> {
            Optional<BulkChange> found = find(handle, id)
                    .filter(change -> change.order().account().equals(account) && change.stage() == BulkStage.READY);
            found.ifPresent(change -> forget(handle, id));
            return found.isPresent();
        });
    }

    private static void forget(Handle handle, BulkId id) {
        List.of("forgetEntries", "forgetBadLines", "forget")
                .forEach(statement -> Prepared.of(handle, SQL, statement)
                        .bind("id", id.value())
                        .execute());
    }

    private static List<BulkId> silent(Handle handle, BulkStage stage, Instant since) {
        return Prepared.of(handle, SQL, "silent")
                .bind("stage", stage.name())
                .bind("before", Micros.of(since))
                .list(row -> new BulkId(row.getLong("id")));
    }
}
