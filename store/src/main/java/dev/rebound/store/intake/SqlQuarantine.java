package dev.rebound.store.intake;

import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.Quarantine;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Deflated;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.SearchPattern;
import dev.rebound.store.database.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Returned mail that changed nothing, on SQL; contents are kept deflated. Thread-safe. */
public final class SqlQuarantine implements Quarantine {

    private static final NamedSql SQL = NamedSql.beside(SqlQuarantine.class, "intake.sql");

    private final Database database;

    public SqlQuarantine(Database database) {
        this.database = database;
    }

    @Override
    public CompletableFuture<Void> keep(ReturnedMail mail, QuarantineReason why, EvidenceGrade grade) {
        String contentId = EvidenceId.of(mail.content()).value();
        byte[] content = Deflated.pack(mail.content());
        return database.submit(
                        "mail for quarantine",
                        handle -> handle.createUpdate(SQL.get("quarantine"))
                                .bind("receivedAt", Micros.of(mail.receivedAt()))
                                .bind("why", why.name())
                                .bind("grade", grade.name())
                                .bind("peer", mail.peer())
                                .bind("envelopeFrom", mail.envelopeFrom())
                                .bind("envelopeRecipients", Texts.toJson(mail.envelopeRecipients()))
                                .bind("size", mail.content().length)
                                .bind("contentId", contentId)
                                .bind("content", content)
                                .execute())
                .thenAccept(rows -> {});
    }

    @Override
    public List<QuarantinedMail> page(QuarantineFilter filter, Optional<Long> before, int limit) {
        return database.read(handle -> filtered(handle, "quarantinePage", filter)
                .bind("before", before.orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .map((row, context) -> new QuarantinedMail(
                        row.getLong("id"),
                        Columns.instant(row, "received_at"),
                        Columns.constant(row, "why", QuarantineReason.class),
                        Columns.constant(row, "grade", EvidenceGrade.class),
                        row.getString("peer"),
                        row.getString("envelope_from"),
                        row.getInt("size")))
                .list());
    }

    private static Query filtered(Handle handle, String statement, QuarantineFilter filter) {
        return handle.createQuery(SQL.get(statement))
                .bind("search", SearchPattern.containing(filter.search()))
                .bind("why", filter.why().map(Enum::name).orElse(null))
                .bind("grade", filter.grade().map(Enum::name).orElse(null))
                .bind("peer", filter.peer().orElse(null));
    }

    @Override
    public long count(QuarantineFilter filter) {
        return database.read(handle -> filtered(handle, "quarantineFound", filter)
                .map((row, context) -> row.getLong("number"))
                .one());
    }

    @Override
    public Map<QuarantineReason, Long> countsByReason() {
        Map<QuarantineReason, Long> counts = new EnumMap<>(QuarantineReason.class);
        database.read(handle -> handle.createQuery(SQL.get("quarantineReasons"))
                        .map((row, context) ->
                                Map.entry(Columns.constant(row, "why", QuarantineReason.class), row.getLong("number")))
                        .list())
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    @Override
    public Map<EvidenceGrade, Long> countsByGrade() {
        Map<EvidenceGrade, Long> counts = new EnumMap<>(EvidenceGrade.class);
        database.read(handle -> handle.createQuery(SQL.get("quarantineGrades"))
                        .map((row, context) ->
                                Map.entry(Columns.constant(row, "grade", EvidenceGrade.class), row.getLong("number")))
                        .list())
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    @Override
    public List<PeerCount> countsByPeer(int limit) {
        return database.read(handle -> handle.createQuery(SQL.get("quarantinePeers"))
                .bind("limit", limit)
                .map((row, context) ->
                        new PeerCount(row.getString("peer"), row.getLong("number"), Columns.instant(row, "last")))
                .list());
    }

    @Override
    public Optional<ReturnedMail> find(long id) {
        return database.read(handle -> handle.createQuery(SQL.get("quarantined"))
                .bind("id", id)
                .map((row, context) -> mail(row))
                .findOne());
    }

    private static ReturnedMail mail(ResultSet row) throws SQLException {
        return new ReturnedMail(
                row.getString("envelope_from"),
                Texts.fromJson(row.getString("envelope_recipients")),
                Deflated.unpack(row.getBytes("content"), row.getInt("size")),
                row.getString("peer"),
                Columns.instant(row, "received_at"));
    }

    @Override
    public int forgetBefore(Instant moment, int limit) {
        return database.write(
                "quarantined mail forgotten",
                handle -> handle.createUpdate(SQL.get("forgetQuarantined"))
                        .bind("moment", Micros.of(moment))
                        .bind("limit", limit)
                        .execute());
    }

    @Override
    public long count() {
        return database.read(handle -> handle.createQuery(SQL.get("quarantineCount"))
                .map((row, context) -> row.getLong("number"))
                .one());
    }
}
