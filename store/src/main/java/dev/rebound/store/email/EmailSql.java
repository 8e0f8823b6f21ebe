package dev.rebound.store.email;

import dev.rebound.store.database.NamedSql;

/** The statements about emails, shared by the classes of this package. */
final class EmailSql {

    private static final NamedSql SQL = NamedSql.beside(EmailSql.class, "email.sql");

    private EmailSql() {}

    static String get(String name) {
        return SQL.get(name);
    }
}
