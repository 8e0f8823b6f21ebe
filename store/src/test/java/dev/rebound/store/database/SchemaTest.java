package dev.rebound.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both databases have the same tables, columns and indexes: what somebody adds to one only is found here. */
final class SchemaTest {

    private static final Path RESOURCES =
            Path.of(System.getProperty("rebound.root", ".."), "store/src/main/resources/dev/rebound/store");
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");
    /** The migration of SQLite that PostgreSQL's first one is equal to. */
    private static final int BASELINE = 13;
    /** What PostgreSQL has for several writers, which SQLite does not have. */
    private static final Set<String> POSTGRESQL_ONLY = Set.of("address_locks.lock bigint not null");

    private static final Set<String> INDEXES_POSTGRESQL_ONLY = Set.of(
            // The ledger's key on SQLite; here it is cut by message, so its number cannot be its key.
            "ledger_by_number on ledger (seq)");

    @TempDir
    Path folder;

    @Test
    void bothHaveTheSameColumnsWithTheSameTypes() throws Exception {
        Set<String> sqlite = sqlite("""
                select t.name || '.' || c.name || ' '
                  || case c.type when 'INTEGER' then 'bigint' when 'BLOB' then 'bytea' else 'text' end
                  || case when c."notnull" = 1 or c.pk > 0 then ' not null' else '' end
                from sqlite_schema t join pragma_table_info(t.name) c
                where t.type = 'table' and t.name not like 'flyway%' and t.name not like 'sqlite%'""");
        Set<String> postgres = postgres("""
                select c.table_name || '.' || c.column_name || ' ' || c.data_type
                  || case c.is_nullable when 'NO' then ' not null' else '' end
                from information_schema.columns c join pg_class t on t.oid = c.table_name::regclass
                where c.table_schema = 'public' and c.table_name not like 'flyway%' and not t.relispartition""");

        assertTrue(sqlite.size() > 100);
        sqlite.addAll(POSTGRESQL_ONLY);
        assertEquals(lines(sqlite), lines(postgres));
    }

    /** SQLite and Java compare texts so; an order by language would change with the operating system. */
    @Test
    void everyTextOfPostgresqlIsComparedByItsOctets() throws Exception {
        assertEquals(Set.of(), postgres("""
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = 'public' and table_name not like 'flyway%'
                  and data_type = 'text' and collation_name is distinct from 'C'"""));
    }

    @Test
    void bothHaveTheSameIndexesByName() throws Exception {
        Set<String> sqlite = sqlite("""
                select i.name || ' on ' || i.tbl_name || ' ('
                  || (select group_concat(c.name, ', ') from pragma_index_info(i.name) c) || ')'
                  || case when i.sql like '%where%' then ' partial' else '' end
                  || case when i.sql like 'create unique%' then ' unique' else '' end
                from sqlite_schema i where i.type = 'index' and i.sql is not null and i.tbl_name not like 'flyway%'""");
        Set<String> postgres = postgres("""
                select n.relname || ' on ' || t.relname || ' ('
                  || (select string_agg(a.attname, ', ' order by k.place)
                      from unnest(i.indkey) with ordinality k (column_number, place)
                      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.column_number) || ')'
                  || case when i.indpred is null then '' else ' partial' end
                  || case when i.indisunique then ' unique' else '' end
                from pg_index i join pg_class n on n.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
                join pg_namespace s on s.oid = t.relnamespace
                where s.nspname = 'public' and not t.relispartition and t.relname not like 'flyway%'
                  and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)""");

        assertTrue(sqlite.size() > 20);
        sqlite.addAll(INDEXES_POSTGRESQL_ONLY);
        assertEquals(lines(sqlite), lines(postgres));
    }

    @Test
    void everyMigrationOfOneHasItsSiblingForTheOther() throws IOException {
        Map<Integer, String> sqlite = versions(RESOURCES.resolve("migration"));
        sqlite.keySet().removeIf(version -> version < BASELINE);
        Map<Integer, String> postgres = versions(RESOURCES.resolve("postgresql/migration"));

        assertEquals(sqlite.keySet(), postgres.keySet());
    }

    /** Who adds a migration has to say so where every start looks; otherwise Flyway would be asked each time, or never. */
    @Test
    void theNewestMigrationIsTheOneThatStartsLookFor() throws SQLException {
        SqliteFile file = new SqliteFile(folder.resolve("newest.db"), AddressHashes.under(new byte[32]));
        assertFalse(SchemaHistory.isNewest(file.forReading()), "an empty file");
        file.migrate();
        assertTrue(SchemaHistory.isNewest(file.forReading()));

        change(file, "update flyway_schema_history set success = 0 where version = '" + SchemaHistory.NEWEST + "'");
        assertFalse(SchemaHistory.isNewest(file.forReading()), "a migration that failed");
        change(file, "update flyway_schema_history set success = 1, version = '9999' where version = '5'");
        assertFalse(SchemaHistory.isNewest(file.forReading()), "a later Rebound");
    }

    private static void change(SqliteFile file, String statement) throws SQLException {
        try (Connection connection = file.forWriting().getConnection();
                Statement one = connection.createStatement()) {
            assertEquals(1, one.executeUpdate(statement));
        }
    }

    private static Map<Integer, String> versions(Path folder) throws IOException {
        Map<Integer, String> versions = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher matcher = VERSION.matcher(String.valueOf(file.getFileName()));
                if (matcher.matches()) {
                    versions.put(Integer.valueOf(matcher.group(1)), file.toString());
                }
            }
        }
        return versions;
    }

    private Set<String> sqlite(String query) throws SQLException {
        SqliteFile file = new SqliteFile(folder.resolve("schema.db"), AddressHashes.under(new byte[32]));
        file.migrate();
        try (Connection connection = file.forReading().getConnection()) {
            return texts(connection, query);
        }
    }

    private static Set<String> postgres(String query) throws SQLException {
        try (Connection connection =
                OwnPostgres.connection(OwnPostgres.running().newDatabase())) {
            return texts(connection, query);
        }
    }

    private static Set<String> texts(Connection connection, String query) throws SQLException {
        Set<String> texts = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** One a line, so that a failure shows what differs. */
    private static String lines(Set<String> texts) {
        return String.join("\n", texts);
    }
}
