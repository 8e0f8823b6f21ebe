package dev.rebound.store.inbox;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.inbox.LetterTemplate;
import dev.rebound.engine.inbox.LetterTemplate.LetterTemplateId;
import dev.rebound.engine.inbox.LetterTemplates;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Templates of one-to-one emails, on SQL. Thread-safe. */
final class SqlLetterTemplates implements LetterTemplates {

    private static final NamedSql SQL = NamedSql.beside(SqlLetterTemplates.class, "writing.sql");

    private final Database database;

    SqlLetterTemplates(Database database) {
        this.database = database;
    }

    @Override
    public List<LetterTemplate> all(AccountId account) {
        return database.read(handle -> Prepared.of(handle, SQL, "templates")
                .bind("account", account.value())
                .bind("limit", COUNT_MAX)
                .list(SqlLetterTemplates::template));
    }

    @Override
    public Optional<LetterTemplate> find(AccountId account, LetterTemplateId id) {
        return database.read(handle -> Prepared.of(handle, SQL, "template")
                .bind("account", account.value())
                .bind("id", id.value())
                .first(SqlLetterTemplates::template));
    }

    @Override
    public Optional<LetterTemplate> add(AccountId account, Draft draft) {
        return database.write(
                "a template",
                handle -> bound(Prepared.of(handle, SQL, "addTemplate"), account, draft)
                        .first(SqlLetterTemplates::template));
    }

    @Override
    public Optional<LetterTemplate> change(AccountId account, LetterTemplateId id, Draft draft) {
        return database.write(
                "a template",
                handle -> bound(Prepared.of(handle, SQL, "changeTemplate"), account, draft)
                        .bind("id", id.value())
                        .first(SqlLetterTemplates::template));
    }

    private static Prepared bound(Prepared statement, AccountId account, Draft draft) {
        return statement
                .bind("account", account.value())
                .bind("name", draft.name())
                .bind("subject", draft.text().subject())
                .bind("text", draft.text().text())
                .bind("html", draft.text().html())
                .bind("by", draft.by())
                .bind("at", Micros.of(draft.at()));
    }

    @Override
    public boolean remove(AccountId account, LetterTemplateId id) {
        return database.write(
                        "a template gone",
                        handle -> Prepared.of(handle, SQL, "removeTemplate")
                                .bind("account", account.value())
                                .bind("id", id.value())
                                .execute())
                > 0;
    }

    private static LetterTemplate template(ResultSet row) throws SQLException {
        return new LetterTemplate(
                new LetterTemplateId(row.getLong("id")),
                new AccountId(row.getLong("account")),
                row.getString("name"),
                new OneToOneText(row.getString("subject"), row.getString("text"), row.getString("html")),
                row.getString("changed_by"),
                Columns.instant(row, "changed_at"));
    }
}
