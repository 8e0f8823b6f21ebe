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
}
