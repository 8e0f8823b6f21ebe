package dev.rebound.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.ledger.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // filled before each test
final class GroupCommitWriterTest {

    /** An account that is not there: what refers to it breaks a foreign key. */
    private static final long NOBODY = 999_999;

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("test.db"), AddressHashes.under(new byte[32]), 2);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static int addAccount(Handle handle, String name) {
        return handle.createUpdate("insert into accounts (name, created_at) values (:name, 0)")
                .bind("name", name)
                .execute();
    }

    private List<String> accounts() {
        return database.read(handle -> handle.createQuery("select name from accounts order by id")
                .mapTo(String.class)
                .list());
    }

    /** Holds the writer until the latch opens, so that what is submitted meanwhile shares a transaction. */
    private CompletableFuture<Boolean> hold(CountDownLatch latch) {
        return database.submit("hold", handle -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        });
    }

    @Test
    void aWriteIsVisibleOnceItIsAcknowledged() {
        database.write("an account", handle -> addAccount(handle, "a"));

        assertEquals(List.of("a"), accounts());
    }

    @Test
    void aJobThatFailsHurtsNoOther() {
        CompletableFuture<Integer> before = database.submit("before", handle -> addAccount(handle, "before"));
        CompletableFuture<Integer> bad = database.submit("bad", handle -> {
            addAccount(handle, "half");
            throw new IllegalArgumentException("on purpose");
        });
        CompletableFuture<Integer> after = database.submit("after", handle -> addAccount(handle, "after"));

        before.join();
        after.join();

        CompletionException failure = assertThrows(CompletionException.class, bad::join);
        assertInstanceOf(IllegalArgumentException.class, failure.getCause());
        assertEquals(List.of("before", "after"), accounts());
    }

    /** Adds accounts, cannot bear one of them, and remembers how many it was given at a time. */
    private static final class AddingAccounts implements BatchWork<String, Integer> {
        private final List<Integer> sizes = new ArrayList<>();

        @Override
        public String operation() {
            return "accounts";
        }

        @Override
        public List<Integer> run(Handle handle, List<String> names) {
            sizes.add(names.size());
            List<Integer> rows = new ArrayList<>();
            for (String name : names) {
                rows.add(addAccount(handle, name));
                if (name.equals("bad")) {
                    throw new IllegalArgumentException("on purpose");
                }
            }
            return rows;
        }
    }

    @Test
    void neighboursWithTheSameWorkAreDoneInOneGo() {
        AddingAccounts work = new AddingAccounts();
        CountDownLatch latch = new CountDownLatch(1);
        CompletableFuture<Boolean> held = hold(latch);
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (String name : List.of("a", "b", "between", "c")) {
            all.add(
                    name.equals("between")
                            ? database.submit(name, handle -> addAccount(handle, name))
                            : database.submit(work, name));
        }
        latch.countDown();
        held.join();
        all.forEach(CompletableFuture::join);

        assertEquals(List.of(2, 1), work.sizes);
        assertEquals(List.of("a", "b", "between", "c"), accounts());
    }

    @Test
    void oneThatFailsInAGoIsRefusedAloneAndTheOthersAreDone() {
        AddingAccounts work = new AddingAccounts();
        CountDownLatch latch = new CountDownLatch(1);
        CompletableFuture<Boolean> held = hold(latch);
        List<CompletableFuture<Integer>> all = List.of("a", "bad", "c").stream()
                .map(name -> database.submit(work, name))
                .toList();
        latch.countDown();
        held.join();

        all.getFirst().join();
        all.getLast().join();
        CompletionException failure =
                assertThrows(CompletionException.class, () -> all.get(1).join());
        assertInstanceOf(IllegalArgumentException.class, failure.getCause());
        assertEquals(List.of(3, 1, 1, 1), work.sizes);
        assertEquals(List.of("a", "c"), accounts());
    }

    @Test
    void aFailedCommitFailsEveryJobOfItsTransaction() {
        CountDownLatch latch = new CountDownLatch(1);
        CompletableFuture<Boolean> held = hold(latch);
        CompletableFuture<Integer> innocent = database.submit("innocent", handle -> addAccount(handle, "a"));
        CompletableFuture<Integer> guilty = database.submit("guilty", handle -> {
            // The violation comes to light at the commit only.
            handle.execute("pragma defer_foreign_keys = on");
            return handle.execute("insert into user_accounts (user_id, account) values (?, ?)", NOBODY, NOBODY);
        });
        latch.countDown();

        for (CompletableFuture<?> job : List.of(held, innocent, guilty)) {
            CompletionException failure = assertThrows(CompletionException.class, job::join);
            assertInstanceOf(StoreUnavailableException.class, failure.getCause());
        }
        assertEquals(List.of(), accounts());

        database.write("again", handle -> addAccount(handle, "again"));
        assertEquals(List.of("again"), accounts());
    }

    @Test
    void nothingIsAcknowledgedThatWouldGoToAFileMovedAway() throws IOException {
        database.write("first", handle -> addAccount(handle, "first"));
        Path file = folder.resolve("test.db");
        Path elsewhere = folder.resolve("elsewhere.db");
        Files.move(file, elsewhere);

        assertThrows(
                StoreUnavailableException.class, () -> database.write("lost", handle -> addAccount(handle, "lost")));
        assertFalse(Files.exists(file));

        Files.move(elsewhere, file);
        database.write("second", handle -> addAccount(handle, "second"));
        assertEquals(List.of("first", "second"), accounts());
    }

    @Test
    void aFileThatTookThePlaceOfOursGetsNothing() throws IOException {
        database.write("first", handle -> addAccount(handle, "first"));
        Path file = folder.resolve("test.db");
        Files.move(file, folder.resolve("elsewhere.db"));
        Files.createFile(file);

        assertThrows(
                StoreUnavailableException.class, () -> database.write("lost", handle -> addAccount(handle, "lost")));
        assertEquals(0, Files.size(file));
    }

    @Test
    void aFullDiskIsToldAndTheWriterRecoversWhenThereIsRoom() {
        database.write("first", handle -> addAccount(handle, "first"));
        database.write("no more pages", handle -> {
            long pages =
                    handle.createQuery("pragma page_count").mapTo(Long.class).one();
            return handle.createQuery("pragma max_page_count = " + pages)
                    .mapTo(Long.class)
                    .one();
        });

        StoreUnavailableException failure = assertThrows(
                StoreUnavailableException.class,
                () -> database.write("much", handle -> addAccount(handle, "x".repeat(1_000_000))));

        assertTrue(String.valueOf(failure.getMessage()).contains("much"));
        // The limit was that connection's own: a new one has room again.
        database.write("second", handle -> addAccount(handle, "second"));
        assertEquals(List.of("first", "second"), accounts());
    }

    @Test
    void amongManyCallersEachSeesItsOwnWriteOnceAcknowledged() {
        List<CompletableFuture<Boolean>> seen = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String name = Integer.toString(i);
            seen.add(database.submit("account", handle -> addAccount(handle, name))
                    .thenApply(rows -> accounts().contains(name)));
        }

        assertTrue(seen.stream().allMatch(CompletableFuture::join));
        assertEquals(500, accounts().size());
    }

    @Test
    void aContinuationMayWriteAgain() {
        int second = database.submit("first", handle -> addAccount(handle, "first"))
                .thenApply(rows -> database.write("second", handle -> addAccount(handle, "second")))
                .join();

        assertEquals(1, second);
    }

    @Test
    void aJobThatWaitsForAnotherIsRefused() {
        assertThrows(
                IllegalStateException.class,
                () -> database.write("outer", handle -> database.write("inner", h -> addAccount(h, "x"))));
        assertEquals(List.of(), accounts());
    }

    @Test
    void closingCommitsWhatWasSubmittedAndRefusesTheRest() {
        CountDownLatch latch = new CountDownLatch(1);
        CompletableFuture<?> held = hold(latch);
        List<CompletableFuture<Integer>> jobs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String name = Integer.toString(i);
            jobs.add(database.submit("account", handle -> addAccount(handle, name)));
        }
        latch.countDown();
        database.close();
        held.join();
        jobs.forEach(CompletableFuture::join);

        assertThrows(StoreUnavailableException.class, () -> database.write("late", h -> addAccount(h, "late")));
        database = Database.open(folder.resolve("test.db"), AddressHashes.under(new byte[32]), 2);
        assertEquals(100, accounts().size());
    }

    @Test
    void aFailureDoesNotShowWhatWasBound() {
        RuntimeException failure = assertThrows(
                RuntimeException.class,
                () -> database.write(
                        "secret",
                        handle -> handle.createUpdate(
                                        "insert into user_accounts (user_id, account) values (:user, :secret)")
                                .bind("user", 1)
                                .bind("secret", "s3cr3t@example.org")
                                .execute()));

        assertFalse(failure.toString().contains("s3cr3t"), failure::toString);
    }
}
