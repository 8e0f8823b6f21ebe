package dev.rebound.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.store.database.DatabaseException.Problem;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** What somebody reads who names a database that cannot be used, and what becomes of one that goes away. */
final class UnusableDatabaseTest {

    private static DatabaseException refused(PostgresAddress address) {
        return assertThrows(
                DatabaseException.class,
                () -> Database.open(address, AddressHashes.under(new byte[32]), 1)
                        .close());
    }

    private static PostgresAddress withUser(PostgresAddress address, String user) {
        return new PostgresAddress(address.url(), Optional.of(user), Optional.of("hush"));
    }

    @Test
    void nobodyAnswers() {
        PostgresAddress nowhere = new PostgresAddress(
                "jdbc:postgresql://127.0.0.1:1/rebound?password=hush", Optional.of("tim"), Optional.empty());

        DatabaseException refused = refused(nowhere);

        assertEquals(Problem.UNREACHABLE, refused.problem());
        assertTrue(String.valueOf(refused.getMessage()).contains("127.0.0.1:1/rebound cannot be reached"));
        assertFalse(String.valueOf(refused.getMessage()).contains("hush"));
    }

    @Test
    void theServerDoesNotKnowTheUser() {
        PostgresAddress stranger = withUser(OwnPostgres.running().emptyDatabase(), "stranger");

        assertEquals(Problem.REFUSED, refused(stranger).problem());
    }

    @Test
    void thereIsNoSuchDatabase() {
        assertEquals(
                Problem.NO_SUCH_DATABASE,
                refused(OwnPostgres.running().address("not_there")).problem());
    }

    @Test
    void theUserMayNotCreateTables() {
        PostgresAddress empty = OwnPostgres.running().emptyDatabase();
        OwnPostgres.running().execute("postgres", "create role guest login");

        assertEquals(Problem.NOT_ALLOWED, refused(withUser(empty, "guest")).problem());
    }

    @Test
    void aLaterVersionOfReboundWroteIt() {
        PostgresAddress address = OwnPostgres.running().newDatabase();
        OwnPostgres.running()
                .execute(
                        address,
                        "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                                + " execution_time, success) values (9999, '999', 'x', 'SQL', 'x', 'x', 1, true)");

        assertEquals(Problem.NEWER_SCHEMA, refused(address).problem());
    }

    @Test
    void whoOnlyReadsIsToldThatThereIsNoRebound() {
        PostgresAddress empty = OwnPostgres.running().emptyDatabase();

        DatabaseException refused = assertThrows(
                DatabaseException.class,
                () -> Database.readOnce(empty, AddressHashes.under(new byte[32]), handle -> true));

        assertEquals(Problem.NOTHING_THERE, refused.problem());
    }

    /** As when the server is started anew: what runs fails and says so, and what comes later works by itself. */
    @Test
    void aConnectionThatIsLostIsOpenedAgain() {
        PostgresAddress address = OwnPostgres.running().newDatabase();
        try (Database database = Database.open(address, AddressHashes.under(new byte[32]), 1)) {
            assertEquals(1, addAccount(database));
            OwnPostgres.running()
                    .execute(
                            "postgres",
                            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                                    + address.url().substring(address.url().lastIndexOf('/') + 1) + "'");

            again(() -> addAccount(database));
            int accounts = again(() -> database.read(handle -> handle.createQuery("select count(*) from accounts")
                    .mapTo(Integer.class)
                    .one()));
            assertEquals(2, accounts);
        }
    }

    /** A connection may have to fail once before it is known to be dead. */
    private static int again(IntSupplier work) {
        for (int i = 0; i < 2; i++) {
            try {
                return work.getAsInt();
            } catch (StoreUnavailableException e) {
                // The next one is opened anew.
            }
        }
        return work.getAsInt();
    }

    private static int addAccount(Database database) {
        return database.write(
                "an account", handle -> handle.execute("insert into accounts (name, created_at) values ('Acme', 0)"));
    }
}
