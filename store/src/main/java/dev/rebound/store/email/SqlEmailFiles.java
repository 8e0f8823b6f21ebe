package dev.rebound.store.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.EmailId;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.NamedSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Files of emails on SQL, as they are: what is attached is mostly compressed already. Thread-safe. */
public final class SqlEmailFiles implements EmailFiles {

    private static final NamedSql SQL = NamedSql.beside(SqlEmailFiles.class, "files.sql");

    private final Database database;

    public SqlEmailFiles(Database database) {
        this.database = database;
    }

    @Override
    public Optional<EmailFile.Problem> put(AccountId account, EmailId email, EmailFile file) {
        Optional<EmailFile.Problem> problem = file.problem();
        return problem.isPresent()
                ? problem
                : database.write("a file of an email", handle -> put(handle, account, email, file));
    }

    private static Optional<EmailFile.Problem> put(Handle handle, AccountId account, EmailId email, EmailFile file) {
        if (!isDraft(handle, account, email)) {
            return Optional.of(EmailFile.Problem.NOT_A_DRAFT);
        }
        List<Entry> others = entries(handle, account, email).stream()
                .filter(entry -> !entry.name().equals(file.name()))
                .toList();
        long octets =
                file.content().length + others.stream().mapToLong(Entry::octets).sum();
        if (octets > EmailFile.OCTETS_MAX) {
            return Optional.of(EmailFile.Problem.TOO_LARGE);
        }
        if (others.size() >= EmailFile.FILES_MAX) {
            return Optional.of(EmailFile.Problem.TOO_MANY);
        }
        handle.createUpdate(SQL.get("put"))
                .bind("email", email.value())
                .bind("name", file.name())
                .bind("octets", file.content().length)
                .bind("content", file.content())
                .execute();
        return Optional.empty();
    }

    private static boolean isDraft(Handle handle, AccountId account, EmailId email) {
        return handle.createQuery(SQL.get("draft"))
                .bind("account", account.value())
                .bind("email", email.value())
                .map((row, context) -> row.getLong("id"))
                .findOne()
                .isPresent();
    }

    @Override
    public boolean remove(AccountId account, EmailId email, String name) {
        return database.write(
                "a file taken off an email",
                handle -> isDraft(handle, account, email)
                        && handle.createUpdate(SQL.get("remove"))
                                        .bind("email", email.value())
                                        .bind("name", name)
                                        .execute()
                                == 1);
    }

    @Override
    public List<Entry> list(AccountId account, EmailId email) {
        return database.read(handle -> entries(handle, account, email));
    }

    private static List<Entry> entries(Handle handle, AccountId account, EmailId email) {
        return handle.createQuery(SQL.get("list"))
                .bind("account", account.value())
                .bind("email", email.value())
                .map((row, context) -> new Entry(row.getString("name"), row.getLong("octets")))
                .list();
    }

    @Override
    public List<EmailFile> contents(EmailId email) {
        return database.read(handle -> handle.createQuery(SQL.get("contents"))
                .bind("email", email.value())
                .map((row, context) -> new EmailFile(row.getString("name"), row.getBytes("content")))
                .list());
    }

    @Override
    public Optional<EmailFile> find(AccountId account, EmailId email, String name) {
        return database.read(handle -> handle.createQuery(SQL.get("find"))
                .bind("account", account.value())
                .bind("email", email.value())
                .bind("name", name)
                .map((row, context) -> new EmailFile(row.getString("name"), row.getBytes("content")))
                .findOne());
    }

    /** Gives a clone the files of its original, in the transaction that makes it. */
    static void copy(Handle handle, EmailId original, EmailId clone) {
        handle.createUpdate(SQL.get("copy"))
                .bind("original", original.value())
                .bind("clone", clone.value())
                .execute();
    }
}
