package dev.rebound.store.intake;

import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.engine.intake.Quarantine;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Deflated;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Returned mail that changed nothing, on SQL; contents are kept deflated. Thread-safe. */
public final class SqlQuarantine implements Quarantine {

    private static final NamedSql SQL = NamedSql.beside(SqlQuarantine.class, "intake.sql");

    private final Database database;

    public SqlQuarantine(Database database) {
        this.database = database;
    }

    @Override
    public CompletableFuture<Void> keep(ReturnedMail mail, QuarantineReason why) {
        String contentId = EvidenceId.of(mail.content()).value();
        byte[] content = Deflated.pack(mail.content());
        return database.submit(
                        "mail for quarantine",
                        handle -> handle.createUpdate(SQL.get("quarantine"))
                                .bind("receivedAt", Micros.of(mail.receivedAt()))
                                .bind("why", why.name())
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
    public List<QuarantinedMail> page(Optional<Long> before, int limit) {
        return database.read(handle -> handle.createQuery(SQL.get("quarantinePage"))
                .bind("before", before.orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .map((row, context) -> new QuarantinedMail(
                        row.getLong("id"),
                        Columns.instant(row, "received_at"),
                        Columns.constant(row, "why", QuarantineReason.class),
                        row.getString("peer"),
                        row.getString("envelope_from"),
                        row.getInt("size")))
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
