package dev.rebound.store.email;

import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import org.jdbi.v3.core.Handle;

/** The statements about emails, shared by the classes of this package. */
final class EmailSql {

    private static final NamedSql SQL = NamedSql.beside(EmailSql.class, "email.sql");

    private EmailSql() {}

    static String get(String name) {
        return SQL.get(name);
    }

    /** A statement that stays prepared. */
    static Prepared on(Handle handle, String name) {
        return Prepared.of(handle, SQL, name);
    }
}
