package dev.rebound.store.inbox;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.inbox.OneToOneContent;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.OneToOneCourse.Bounce;
import dev.rebound.engine.inbox.OneToOneCourses;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.Texts;
import dev.rebound.store.ledger.LedgerRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What became of one-to-one emails, on SQL. Thread-safe. */
final class SqlOneToOneCourses implements OneToOneCourses {

    private static final NamedSql SQL = NamedSql.beside(SqlOneToOneCourses.class, "one_to_one.sql");

    private final Database database;

    SqlOneToOneCourses(Database database) {
        this.database = database;
    }

    @Override
    public Optional<OneToOneCourse> find(AccountId account, OneToOneId id) {
        return database.read(handle -> Prepared.of(handle, SQL, "course")
                .bind("account", account.value())
                .bind("id", id.value())
                .first(SqlOneToOneCourses::course));
    }

    @Override
    public Optional<OneToOneContent> content(AccountId account, OneToOneId id) {
        return database.read(handle -> Prepared.of(handle, SQL, "content")
                .bind("account", account.value())
                .bind("id", id.value())
                .first(row -> new OneToOneContent(
                        row.getString("text"), row.getString("html"), Texts.fromJson(row.getString("files")))));
    }

    @Override
    public List<OneToOneCourse> page(AccountId account, Optional<OneToOneId> before, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "courses")
                .bind("account", account.value())
                .bind("before", before.map(OneToOneId::value).orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .list(SqlOneToOneCourses::course));
    }

    @Override
    public List<OneToOneCourse> ofContact(
            AccountId account, ContactId contact, Optional<OneToOneId> before, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "coursesOfContact")
                .bind("account", account.value())
                .bind("contact", contact.value())
                .bind("before", before.map(OneToOneId::value).orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .list(SqlOneToOneCourses::course));
    }

    private static OneToOneCourse course(ResultSet row) throws SQLException {
        Optional<Verdict> verdict = LedgerRows.verdict(row).filter(judged -> judged.type() != BounceType.PENDING);
        Optional<Bounce> bounce = verdict.isEmpty()
                ? Optional.empty()
                : Optional.of(new Bounce(
                        verdict.get(),
                        Columns.instant(row, "bounced_at"),
                        Columns.optionalText(row, "bounce_words").orElse("")));
        return new OneToOneCourse(
                SqlOneToOneMessages.message(row),
                bounce,
                Columns.optionalInstant(row, "answered_at"),
                Columns.optionalConstant(row, "copy", OneToOneCourse.SentCopyState.class));
    }
}
