package dev.rebound.store.move;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.store.LedgerInspection;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.store.database.DataFolderException;
import dev.rebound.store.database.EarlierFolder;
import dev.rebound.store.database.OwnPostgres;
import dev.rebound.store.database.PostgresAddress;
import dev.rebound.store.delivery.AttemptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // filled before each test
class StoreMoveTest {

    private static final Instant NOW = Instant.parse("2026-11-29T09:00:00Z");
    private static final AccountId ONE = new AccountId(1);
    /** What a line of COPY has signs for, and what it ends with. */
    private static final String AWKWARD = "a\tb\\c\nd\r\u000be\b\f \\N \\. \uD83D\uDCEE \u6536\u4EF6\u4EBA";

    private static final MoveProgress SILENT = new MoveProgress() {
        @Override
        public void begins(Step step, String table, long rows) {
            // Nobody watches.
        }

        @Override
        public void rows(long more) {
            // Nobody watches.
        }
    };

    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    private Path data;
    private PostgresAddress target;

    @BeforeAll
    static void aFolderWithSomethingInNearlyEveryTable() throws Exception {
        Path earlier = EarlierFolder.newest(made);
        Store.open(earlier, StoreSettings.standard()).close();
    }

    @BeforeEach
    void aCopyOfIt() throws Exception {
        data = Files.createDirectories(folder.resolve("data"));
        try (Stream<Path> files = Files.list(made.resolve("data"))) {
            for (Path file : files.toList()) {
                Files.copy(file, data.resolve(file.getFileName()));
            }
        }
        target = OwnPostgres.running().newDatabase();
    }

    private StoreMove.Moved move(MoveProgress progress) {
        return StoreMove.run(data, target, progress);
    }

    private static NewContact contact(String address, String name) {
        return new NewContact(EmailAddress.parse(address).orElseThrow(), name, "");
    }

    @Test
    void everyRowIsThereAndTheServerWorksOn() throws Exception {
        target = OwnPostgres.running().emptyDatabase();

        StoreMove.Moved moved = move(SILENT);

        assertTrue(moved.copied());
        assertEquals(rowsHere(), rowsThere());
        assertTrue(LedgerInspection.verify(data, target).agrees());
        try (Store store = Store.open(data, target, StoreSettings.standard())) {
            assertEquals(9, store.ledger().verify().events());
            assertEquals(1, store.webhooks().list(ONE).size());
            assertEquals(
                    "Gone@x.example",
                    store.recipients()
                            .detail(ONE, new MessageId(1))
                            .orElseThrow()
                            .row()
                            .address()
                            .text());
        }
    }

    @Test
    void whatIsNewGetsNumbersAfterThoseThatCameAlong() {
        move(SILENT);

        try (Store store = Store.open(data, target, StoreSettings.standard())) {
            assertEquals(new AccountId(4), store.accounts().create("Four", NOW));
            assertEquals(
                    1,
                    store.ledger()
                            .expireOverdue(Instant.parse("2300-01-01T00:00:00Z"), 10)
                            .join());
            assertTrue(store.ledger().verify().agrees());
        }
    }

    @Test
    void awkwardTextsAndWhatPostgresqlCannotKeepComeAlong() throws Exception {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            store.contacts()
                    .save(ONE, List.of(contact("awkward@x.example", AWKWARD), contact("nul@x.example", "a\0b")), NOW);
        }

        move(SILENT);

        try (Store store = Store.open(data, target, StoreSettings.standard())) {
            assertEquals(AWKWARD, firstName(store, "awkward@x.example"));
            assertEquals("a\uFFFDb", firstName(store, "nul@x.example"));
        }
    }

    private static String firstName(Store store, String address) {
        return store.contacts()
                .findByAddress(ONE, EmailAddress.parse(address).orElseThrow().key())
                .orElseThrow()
                .contact()
                .firstName();
    }

    @Test
    void afterItTheOldDatabaseIsNotOpenedUntilSomebodySaysSo() throws Exception {
        move(SILENT);

        DataFolderException refused = assertThrows(
                DataFolderException.class,
                () -> Store.open(data, StoreSettings.standard()).close());
        assertEquals(DataFolderException.Problem.MOVED, refused.problem());
        assertTrue(String.valueOf(refused.getMessage()).contains(target.shown()), refused::getMessage);
        assertThrows(DataFolderException.class, () -> move(SILENT));

        Files.delete(data.resolve("moved"));
        try (Store store = Store.open(data, StoreSettings.standard())) {
            assertEquals(9, store.ledger().verify().events());
        }
    }

    @Test
    void aMoveThatIsCutOffLeavesNothingAndCanBeRepeated() throws Exception {
        AtomicLong begun = new AtomicLong();
        MoveProgress cutsOff = new MoveProgress() {
            @Override
            public void begins(Step step, String table, long rows) {
                if (begun.incrementAndGet() == 20) {
                    throw new IllegalStateException("cut off");
                }
            }

            @Override
            public void rows(long more) {
                // Only tables count.
            }
        };
        assertThrows(IllegalStateException.class, () -> move(cutsOff));
        assertEquals(Set.of(), rowsThere());

        assertTrue(move(SILENT).copied());
        assertEquals(rowsHere(), rowsThere());
    }

    @Test
    void oneCutOffBeforeTheMarkFindsEverythingThereAndMarks() throws Exception {
        move(SILENT);
        Files.delete(data.resolve("moved"));

        StoreMove.Moved again = move(SILENT);

        assertFalse(again.copied());
        assertTrue(Files.exists(data.resolve("moved")));
    }

    @Test
    void aDatabaseWithSomethingElseInItIsLeftAsItIs() throws Exception {
        try (Store store = Store.open(folder.resolve("other"), target, StoreSettings.standard())) {
            store.accounts().create("Somebody else", NOW);
        }
        Set<String> before = rowsThere();

        MoveException refused = assertThrows(MoveException.class, () -> move(SILENT));

        assertTrue(String.valueOf(refused.getMessage()).contains("rows in accounts"), refused::getMessage);
        assertEquals(before, rowsThere());
        assertFalse(Files.exists(data.resolve("moved")));
    }

    @Test
    void aDatabaseThatWasOnlyOpenedIsAsGoodAsEmpty() throws Exception {
        Store.open(folder.resolve("other"), target, StoreSettings.standard()).close();

        assertTrue(move(SILENT).copied());
        assertEquals(rowsHere(), rowsThere());
    }

    @Test
    void attemptsThatNobodyHasSettledAreSettledFirst() {
        try (AttemptFile journal = AttemptFile.open(data.resolve("attempts.journal"))) {
            journal.handingOver(new MessageId(4), NOW);
        }

        MoveException refused = assertThrows(MoveException.class, () -> move(SILENT));
        assertTrue(String.valueOf(refused.getMessage()).contains("1 attempt"), refused::getMessage);
    }

    @Test
    void aFolderInUseAndAFolderWithNothingInItAreSaidSo() {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            assertTrue(store.accounts().find(ONE).isPresent());
            assertEquals(
                    DataFolderException.Problem.IN_USE,
                    assertThrows(DataFolderException.class, () -> move(SILENT)).problem());
        }
        assertEquals(
                DataFolderException.Problem.NOTHING_THERE,
                assertThrows(DataFolderException.class, () -> StoreMove.run(folder.resolve("empty"), target, SILENT))
                        .problem());
    }

    /** A sequence that nobody sets would give out numbers that are taken. */
    @Test
    void everySequenceOfTheSchemaIsSetOn() throws Exception {
        Store.open(folder.resolve("other"), target, StoreSettings.standard()).close();
        Set<String> named = new TreeSet<>();
        try (Connection connection = OwnPostgres.connection(target);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select c.relname from pg_class c where c.relkind = 'S'
                          and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'i')""")) {
            while (rows.next()) {
                named.add(rows.getString(1));
            }
        }
        assertEquals(named, new TreeSet<>(TargetSchema.SEQUENCES.keySet()));
    }

    /** How many rows each table has; those with none are left out. */
    private Set<String> rowsHere() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("rebound.db"))) {
            return rows(connection, """
                    select name from sqlite_schema
                    where type = 'table' and name not like 'flyway%' and name not like 'sqlite%'""");
        }
    }

    private Set<String> rowsThere() throws SQLException {
        try (Connection connection = OwnPostgres.connection(target)) {
            return rows(connection, """
                    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                      and not relispartition and relname not like 'flyway%' and relname <> 'address_locks'""");
        }
    }

    private static Set<String> rows(Connection connection, String tables) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(tables)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        Set<String> counts = new TreeSet<>();
        for (String name : names) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from " + name)) {
                row.next();
                Optional.of(row.getLong(1))
                        .filter(count -> count > 0)
                        .ifPresent(count -> counts.add(name + " " + count));
            }
        }
        return counts;
    }
}
