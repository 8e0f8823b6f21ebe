package dev.rebound.bench.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * One thread that inserts what callers bring, many to a transaction, each commit synced; a caller is answered after the commit,
 * as the ledger answers. It is the least that can be done for something durable.
 */
final class BareWriter implements AutoCloseable {

    /** The name of the thread that writes. */
    static final String THREAD = "bare-writer";

    private static final int TRANSACTION_MAX = 2_000;
    private static final long STOP = -1;

    private final Connection connection;
    private final Inserts inserts;
    private final BlockingQueue<Brought> queue = new ArrayBlockingQueue<>(20_000);
    private final Thread thread = Thread.ofPlatform().name(THREAD).daemon(true).unstarted(this::write);

    private record Brought(long number, CompletableFuture<Boolean> done) {}

    /** What is inserted for the numbers that callers bring. */
    @FunctionalInterface
    interface Inserts {
        /** Inserts all of it. */
        void of(List<Long> numbers) throws SQLException;
    }

    private BareWriter(Connection connection, Inserts inserts) {
        this.connection = connection;
        this.inserts = inserts;
    }

    /**
     * Starts one.
     *
     * @param connection that commits when told to; it is closed with this
     */
    static BareWriter start(Connection connection, Inserts inserts) {
        BareWriter writer = new BareWriter(connection, inserts);
        writer.thread.start();
        return writer;
    }

    /** Has the rows of a number inserted and returns once they are durable. */
    void insert(long number) throws InterruptedException {
        Brought brought = new Brought(number, new CompletableFuture<>());
        queue.put(brought);
        brought.done().join();
    }

    private void write() {
        List<Brought> together = new ArrayList<>();
        try {
            while (true) {
                together.clear();
                together.add(queue.take());
                queue.drainTo(together, TRANSACTION_MAX - 1);
                if (together.removeIf(brought -> brought.number() == STOP)) {
                    return;
                }
                commit(List.copyOf(together));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever brought something that fails is told, and the next who bring something are still answered. */
    private void commit(List<Brought> together) {
        try {
            inserts.of(together.stream().map(Brought::number).toList());
            connection.commit();
            Thread.startVirtualThread(
                    () -> together.forEach(brought -> brought.done().complete(true)));
        } catch (SQLException e) {
            together.forEach(brought -> brought.done().completeExceptionally(e));
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            queue.put(new Brought(STOP, new CompletableFuture<>()));
            thread.join();
        } catch (InterruptedException e) {
            // Whoever interrupts wants to be gone: what is under way is lost with the file.
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
