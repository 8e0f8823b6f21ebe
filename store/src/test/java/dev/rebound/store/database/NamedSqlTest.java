package dev.rebound.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class NamedSqlTest {

    @Test
    void aStatementIsFoundByItsNameWithoutCommentsAndEnd() {
        NamedSql sql = NamedSql.parse("x.sql", """
                -- name: one
                -- by: Somebody
                select 1
                from dual;

                -- name: two
                select 2;
                """);

        assertEquals("select 1\nfrom dual", sql.get("one"));
        assertEquals("select 2", sql.get("two"));
    }

    @Test
    void aNameThatIsNotThereIsAnError() {
        assertThrows(
                IllegalStateException.class,
                () -> NamedSql.parse("x.sql", "-- name: a\nselect 1;").get("b"));
    }

    @Test
    void twoStatementsOfOneNameAreAnError() {
        String text = "-- name: a\nselect 1;\n-- name: a\nselect 2;";

        assertThrows(IllegalStateException.class, () -> NamedSql.parse("x.sql", text));
    }

    @Test
    void aNameStandsForOneWholeStatement() {
        assertThrows(IllegalStateException.class, () -> NamedSql.parse("x.sql", "-- name: a\nselect 1"));
        assertThrows(IllegalStateException.class, () -> NamedSql.parse("x.sql", "-- name: a\nselect 1; select 2;"));
        assertThrows(IllegalStateException.class, () -> NamedSql.parse("x.sql", "select 1;"));
    }

    @Test
    void aStatementMayHaveAnotherFormForPostgresql() {
        NamedSql sql = NamedSql.parse("x.sql", """
                -- name: a
                select :x;
                -- postgresql: because of something
                select :x, :y;
                -- name: b
                select 2;
                """);

        assertEquals("select :x", Dialect.SQLITE.of(sql.get("a")));
        assertEquals("select :x, :y", Dialect.POSTGRESQL.of(sql.get("a")));
        assertEquals("select ?", sql.positions(Dialect.SQLITE, "a", 1).text());
        assertEquals("select ?, ?", sql.positions(Dialect.POSTGRESQL, "a", 1).text());
        assertEquals("select 2", Dialect.POSTGRESQL.of(sql.get("b")));
    }

    @Test
    void whatSeveralStatementsShareIsInsertedWhereTheyNameIt() {
        NamedSql sql = NamedSql.parse("x.sql", """
                -- shared: all
                select x
                from t

                -- name: a
                -- insert: all
                where y = 1;
                -- name: b
                select 1;
                """);

        assertEquals("select x\nfrom t\nwhere y = 1", sql.get("a"));
        assertEquals("select 1", sql.get("b"));
    }

    @Test
    void whatIsInsertedIsSharedBefore() {
        assertThrows(IllegalStateException.class, () -> NamedSql.parse("x.sql", "-- name: a\n-- insert: all\n;"));
        assertThrows(IllegalStateException.class, () -> NamedSql.parse("x.sql", "-- shared: a\nx\n-- shared: a\ny\n"));
    }

    @Test
    void noStatementHasMoreFormsThanThereAreDatabases() {
        String text = "-- name: a\nselect 1;\n-- postgresql: x\nselect 2;\n-- postgresql: y\nselect 3;";

        assertThrows(IllegalStateException.class, () -> NamedSql.parse("x.sql", text));
    }

    @Test
    void whatPostgresqlCannotKeepInATextIsReplaced() {
        assertEquals("a\uFFFDb", Dialect.POSTGRESQL.storable("a\0b"));
        assertEquals("a\0b", Dialect.SQLITE.storable("a\0b"));
    }
}
