package dev.rebound.store.sequence;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.engine.sequence.Enrolment;
import dev.rebound.engine.sequence.EnrolmentId;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.engine.sequence.SequenceId;
import dev.rebound.engine.sequence.SequenceStep;
import dev.rebound.store.contact.StoredAddress;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of sequences. */
final class SequenceRows {

    static final NamedSql SQL = NamedSql.beside(SequenceRows.class, "sequence.sql");

    private SequenceRows() {}

    /** A row of {@code sequences}, without its steps. */
    static Sequence bare(ResultSet row) throws SQLException {
        return new Sequence(
                new SequenceId(row.getLong("id")),
                new AccountId(row.getLong("account")),
                row.getString("name"),
                List.of(),
                row.getInt("paused") == 1,
                row.getString("changed_by"),
                Columns.instant(row, "changed_at"));
    }

    static Sequence withSteps(Handle handle, Sequence bare) {
        List<SequenceStep> steps = Prepared.of(handle, SQL, "steps")
                .bind("id", bare.id().value())
                .list(row -> new SequenceStep(
                        Duration.ofSeconds(row.getLong("after_seconds")),
                        new OneToOneText(row.getString("subject"), row.getString("text"), row.getString("html"))));
        return new Sequence(
                bare.id(), bare.account(), bare.name(), steps, bare.paused(), bare.changedBy(), bare.changedAt());
    }

    static Enrolment enrolment(ResultSet row) throws SQLException {
        Optional<Enrolment.EndReason> ended = Columns.optionalConstant(row, "ended", Enrolment.EndReason.class);
        return new Enrolment(
                new EnrolmentId(row.getLong("id")),
                new SequenceId(row.getLong("sequence")),
                new AccountId(row.getLong("account")),
                new ContactId(row.getLong("contact")),
                StoredAddress.of(row.getString("address"), row.getString("address_key")),
                new InboxId(row.getLong("inbox")),
                row.getString("enrolled_by"),
                Columns.instant(row, "enrolled_at"),
                row.getInt("sent"),
                Columns.optionalInstant(row, "due_at"),
                ended.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Enrolment.End(ended.get(), Columns.instant(row, "ended_at"))));
    }
}
