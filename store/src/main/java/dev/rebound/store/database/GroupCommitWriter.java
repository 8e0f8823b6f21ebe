package dev.rebound.store.database;

import dev.rebound.engine.ledger.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All writes, through one thread and one connection, many to a transaction.
 *
 * <p>A sync costs milliseconds on a disk and SQLite takes one writer at a time, so a transaction for each
 * caller would mean a few hundred writes a second. Here the callers' jobs queue up; the writer begins a
 * transaction with the first, takes in whatever else arrives while it works, up to
 * {@value #TRANSACTION_JOBS_MAX} jobs or {@link #TRANSACTION_TIME_MAX}, and commits. It never waits for
 * more: alone, a job is committed at once; under load, the sync is shared by as many as came meanwhile.
 *
 * <p>Each job runs in a savepoint of its own: one that fails is undone and fails its own caller, and the
 * others are committed. A future completes only after {@code COMMIT} has returned, on a thread of its own,
 * so a caller's continuation may block or write again.
 *
 * <p>If the commit fails, or the disk does under a job, every job of the transaction fails with
 * {@link StoreUnavailableException}, although some may have succeeded before: nothing of them is on disk. The
 * connection is given up and with it whatever it believed, for after a failed sync nobody can tell what was
 * written; the next transaction starts from a new one, or fails too. Nothing is tried again by itself.
 *
 * <p>The queue is bounded: with {@value #QUEUE_JOBS_MAX} jobs waiting, {@link #submit} blocks its caller.
 *
 * <p>Thread-safe. A job must not wait for another one.
 */
public final class GroupCommitWriter implements AutoCloseable {

    /** Jobs that may wait. */
    static final int QUEUE_JOBS_MAX = 20_000;
    /** Jobs in one transaction. */
    static final int TRANSACTION_JOBS_MAX = 1_000;
    /** How long a transaction takes in jobs that arrive while it runs. */
    static final Duration TRANSACTION_TIME_MAX = Duration.ofMillis(10);

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);

    private final DataSource source;
    private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(QUEUE_JOBS_MAX);
    private final Job<?> stop = new Job<>("stop", handle -> "");
    private final Executor callers =
            task -> Thread.ofVirtual().name("store-committed").start(task);
    private final Thread thread;
    private Optional<Handle> open = Optional.empty();
    private boolean stopping;
    private volatile boolean stopped;

    GroupCommitWriter(DataSource source) {
        this.source = source;
        this.thread = Thread.ofPlatform().name("store-writer").daemon(true).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /**
     * Queues a job; blocks while the queue is full.
     *
     * @param operation names the job in a failure
     * @return completes when what the job did is committed and synced
     */
    <T> CompletableFuture<T> submit(String operation, Function<Handle, T> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a job of the writer must not submit another: " + operation);
        }
        Job<T> job = new Job<>(operation, work);
        try {
            queue.put(job);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            job.done.completeExceptionally(new StoreUnavailableException(operation, e));
            return job.done;
        }
        if (stopped) {
            failLeftovers();
        }
        return job.done;
    }

    private void run() {
        try {
            while (!stopping) {
                Job<?> first = queue.take();
                if (first == stop) {
                    stopping = true;
                } else {
                    transaction(first);
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but to end the process.
            Thread.currentThread().interrupt();
        } finally {
            giveUpConnection();
            stopped = true;
            failLeftovers();
        }
    }

    private void transaction(Job<?> first) {
        List<Job<?>> jobs = new ArrayList<>();
        try {
            Handle handle = handle();
            Connection connection = handle.getConnection();
            connection.setAutoCommit(false);
            runJobs(first, jobs, handle);
            connection.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            LOG.error("Nothing of a transaction was stored jobs={} cause={}", jobs.size(), e.toString());
            giveUpConnection();
            if (jobs.isEmpty()) {
                jobs.add(first);
            }
            jobs.forEach(job -> job.lost(e, callers));
            return;
        }
        jobs.forEach(job -> job.committed(callers));
    }

    private void runJobs(Job<?> first, List<Job<?>> jobs, Handle handle) throws SQLException {
        long end = System.nanoTime() + TRANSACTION_TIME_MAX.toNanos();
        Job<?> job = first;
        while (job != null) {
            jobs.add(job);
            runInSavepoint(job, handle);
            boolean more = jobs.size() < TRANSACTION_JOBS_MAX && System.nanoTime() - end < 0;
            job = more ? queue.poll() : null;
            if (job == stop) {
                stopping = true;
                job = null;
            }
        }
    }

    private static void runInSavepoint(Job<?> job, Handle handle) throws SQLException {
        Connection connection = handle.getConnection();
        Savepoint savepoint = connection.setSavepoint();
        try {
            job.run(handle);
        } catch (RuntimeException e) {
            if (SqliteError.of(e).filter(SqliteError::isStorageTrouble).isPresent()) {
                throw e;
            }
            job.refuse(e);
            connection.rollback(savepoint);
        }
        connection.releaseSavepoint(savepoint);
    }

    private Handle handle() throws SQLException {
        if (open.isEmpty()) {
            open = Optional.of(
                    Database.jdbi(Jdbi.create(source.getConnection())).open());
        }
        return open.get();
    }

    /** Closing rolls back what was not committed. */
    private void giveUpConnection() {
        open.ifPresent(handle -> {
            try {
                handle.getConnection().close();
            } catch (SQLException e) {
                LOG.warn("The writer's connection could not be closed cause={}", e.toString());
            }
        });
        open = Optional.empty();
    }

    private void failLeftovers() {
        List<Job<?>> leftovers = new ArrayList<>();
        queue.drainTo(leftovers);
        leftovers.forEach(job -> job.lost(new IllegalStateException("the store is closed"), callers));
    }

    /** Commits what was submitted before, and ends. */
    @Override
    public void close() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                if (queue.offer(stop, 100, TimeUnit.MILLISECONDS)) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One caller's work. */
    private static final class Job<T> {
        private final String operation;
        private final Function<Handle, T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private Optional<T> result = Optional.empty();
        private Optional<RuntimeException> refusal = Optional.empty();

        Job(String operation, Function<Handle, T> work) {
            this.operation = operation;
            this.work = work;
        }

        void run(Handle handle) {
            result = Optional.of(work.apply(handle));
        }

        void refuse(RuntimeException why) {
            refusal = Optional.of(why);
        }

        void committed(Executor callers) {
            callers.execute(() ->
                    refusal.ifPresentOrElse(done::completeExceptionally, () -> done.complete(result.orElseThrow())));
        }

        void lost(Exception why, Executor callers) {
            RuntimeException failure = refusal.orElseGet(() -> new StoreUnavailableException(operation, why));
            callers.execute(() -> done.completeExceptionally(failure));
        }
    }
}
