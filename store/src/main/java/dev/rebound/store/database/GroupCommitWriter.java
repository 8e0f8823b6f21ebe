package dev.rebound.store.database;

import dev.rebound.engine.ledger.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All writes, through one thread and one connection, many to a transaction.
 *
 * <p>A sync costs milliseconds on a disk and SQLite takes one writer at a time, so a transaction for each
 * caller would mean a few hundred writes a second. Here the callers' jobs queue up; the writer takes all that
 * wait into a transaction, then whatever arrived while it worked, up to {@value #TRANSACTION_JOBS_MAX} jobs or
 * {@link #TRANSACTION_TIME_MAX}, and commits. It never waits for more: alone, a job is committed at once;
 * under load, the sync is shared by as many as came meanwhile. Neighbours in the queue that bring the same
 * {@link BatchWork} are done in one go.
 *
 * <p>What is done in one go is done in a savepoint; on PostgreSQL, where one costs two round trips, the first of a transaction is
 * not, for with it all of the transaction is undone. If it fails, it is undone and each job of it is done alone,
 * in a savepoint of its own: the one at fault fails its own caller, and the others are committed. So the usual
 * case pays for one savepoint at most, not for one a job. A future completes only after {@code COMMIT} has returned, on
 * a thread of its own, so a caller's continuation may block or write again.
 *
 * <p>If the commit fails, or the disk does under a job, every job of the transaction fails with
 * {@link StoreUnavailableException}, although some may have succeeded before: nothing of them is on disk. The
 * connection is given up and with it whatever it believed, for after a failed sync nobody can tell what was
 * written; the next transaction starts from a new one, or fails too. Nothing is tried again by itself.
 *
 * <p>On PostgreSQL other nodes write too. The first run of a transaction may wait for what another writer holds; a
 * later one may not, because two that each hold something and wait for the other's would wait for ever. Where a later
 * run meets another writer, what came before it is committed, and it begins the next transaction. Nobody's turn is
 * lost by that: the order of jobs stays.
 *
 * <p>The queue is bounded: with {@value #QUEUE_JOBS_MAX} jobs waiting, {@link #submit} blocks its caller.
 *
 * <p>Thread-safe. A job must not wait for another one.
 */
public final class GroupCommitWriter implements AutoCloseable {

    /** Jobs that may wait. */
    static final int QUEUE_JOBS_MAX = 20_000;
    /** Jobs in one transaction. */
    static final int TRANSACTION_JOBS_MAX = 2_000;
    /** How long a transaction takes in jobs that arrive while it runs. */
    static final Duration TRANSACTION_TIME_MAX = Duration.ofMillis(10);
    /** How often a job that meets other writers is tried in a row. */
    static final int COLLISIONS_MAX = 20;

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);

    private final Opening opening;
    private final Dialect dialect;
    private final AddressHashes hashes;
    private final Runnable beforeCommit;
    private final Duration transactionTimeMax;
    private final BlockingQueue<Job<?, ?>> queue = new ArrayBlockingQueue<>(QUEUE_JOBS_MAX);
    private final Job<?, ?> stop = Job.alone("stop", handle -> "");
    private final Thread thread;
    private Optional<Handle> open = Optional.empty();
    /** Jobs that met another writer, and those behind them; they come before all in the queue. */
    private List<Job<?, ?>> postponed = List.of();
    /** How often the first of them has met one in a row. */
    private int collisions;

    private boolean stopping;
    private volatile boolean stopped;

    /**
     * @param beforeCommit throws if what is committed now would be lost
     */
    GroupCommitWriter(Opening opening, Dialect dialect, AddressHashes hashes, Runnable beforeCommit) {
        this(opening, dialect, hashes, beforeCommit, TRANSACTION_TIME_MAX);
    }

    private GroupCommitWriter(
            Opening opening,
            Dialect dialect,
            AddressHashes hashes,
            Runnable beforeCommit,
            Duration transactionTimeMax) {
        this.transactionTimeMax = transactionTimeMax;
        this.opening = opening;
        this.dialect = dialect;
        this.hashes = hashes;
        this.beforeCommit = beforeCommit;
        this.thread = Thread.ofPlatform().name("store-writer").daemon(true).unstarted(this::run);
    }

    /**
     * One that commits at once, without taking in what arrives meanwhile: for what is quick, on a connection whose commits do not wait for
     * a sync.
     */
    static GroupCommitWriter prompt(Opening opening, Dialect dialect, AddressHashes hashes) {
        return new GroupCommitWriter(opening, dialect, hashes, () -> {}, Duration.ZERO);
    }

    /** Opens the one connection. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
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
        return submit(Job.alone(operation, work));
    }

    /** Queues a job that is done in one go with others of the same work. */
    <I, R> CompletableFuture<R> submit(BatchWork<I, R> work, I item) {
        return submit(new Job<>(work, item));
    }

    private <R> CompletableFuture<R> submit(Job<?, R> job) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a job of the writer must not submit another: " + job.operation());
        }
        try {
            queue.put(job);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            job.tellLost(e);
            return job.done();
        }
        if (stopped) {
            failLeftovers();
        }
        return job.done();
    }

    private void run() {
        try {
            while (!stopping || !postponed.isEmpty()) {
                transaction();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but to end the process.
            Thread.currentThread().interrupt();
        } finally {
            giveUpConnection();
            stopped = true;
            tell(postponed, job -> job.tellLost(new IllegalStateException("the store is closed")));
            failLeftovers();
        }
    }

    private void transaction() throws InterruptedException {
        List<Job<?, ?>> jobs = new ArrayList<>();
        List<Job<?, ?>> waiting = postponed.isEmpty() ? withWaiting(queue.take(), TRANSACTION_JOBS_MAX) : postponed;
        postponed = List.of();
        try {
            Handle handle = handle();
            handle.getConnection().setAutoCommit(false);
            long end = System.nanoTime() + transactionTimeMax.toNanos();
            while (!waiting.isEmpty()) {
                runAll(waiting, jobs, handle);
                boolean more = postponed.isEmpty() && jobs.size() < TRANSACTION_JOBS_MAX && System.nanoTime() - end < 0;
                waiting = more ? waiting(TRANSACTION_JOBS_MAX - jobs.size()) : List.of();
            }
            beforeCommit.run();
            handle.getConnection().setAutoCommit(true);
        } catch (SQLException | RuntimeException | Error e) {
            // An error too: a writer that ended by one would leave everybody waiting for ever.
            giveUpConnection();
            collisions = 0;
            // Jobs are equal to themselves only. What was postponed is still to come.
            Set<Job<?, ?>> lost = new LinkedHashSet<>(jobs);
            lost.addAll(waiting);
            postponed.forEach(lost::remove);
            LOG.error("Nothing of a transaction was stored jobs={} cause={}", lost.size(), e.toString());
            Exception why = e instanceof Exception exception ? exception : new IllegalStateException("an error", e);
            tell(List.copyOf(lost), job -> job.tellLost(why));
            return;
        }
        tell(jobs, Job::tellCommitted);
    }

    /** Runs them, adds to {@code done} what was run, and postpones the rest once one meets another writer. */
    private void runAll(List<Job<?, ?>> waiting, List<Job<?, ?>> done, Handle handle) throws SQLException {
        int from = 0;
        for (List<Job<?, ?>> run : Job.runs(waiting)) {
            CachedStatements.of(handle).mayWait(done.isEmpty());
            try {
                if (done.isEmpty() && dialect == Dialect.POSTGRESQL) {
                    runFirst(run, handle);
                } else {
                    runInSavepoint(run, handle);
                }
            } catch (RuntimeException e) {
                if (!DatabaseFailure.isCollision(e) || (done.isEmpty() && ++collisions > COLLISIONS_MAX)) {
                    throw e;
                }
                postponed = List.copyOf(waiting.subList(from, waiting.size()));
                return;
            }
            collisions = 0;
            done.addAll(run);
            from += run.size();
        }
    }

    private List<Job<?, ?>> withWaiting(Job<?, ?> first, int jobsMax) {
        List<Job<?, ?>> jobs = new ArrayList<>();
        jobs.add(first);
        queue.drainTo(jobs, jobsMax - 1);
        stopping |= jobs.remove(stop);
        return jobs;
    }

    private List<Job<?, ?>> waiting(int jobsMax) {
        Job<?, ?> first = queue.poll();
        return first == null ? List.of() : withWaiting(first, jobsMax);
    }

    /** With nothing before it the transaction can be undone as a whole. That spares two round trips and a number of a transaction. */
    private static void runFirst(List<Job<?, ?>> run, Handle handle) throws SQLException {
        try {
            Job.runTogether(run, handle);
        } catch (RuntimeException e) {
            if (DatabaseFailure.isStorageTrouble(e)) {
                throw e;
            }
            handle.getConnection().rollback();
            if (DatabaseFailure.isCollision(e)) {
                throw e;
            }
            runOneByOne(run, handle, e);
        }
    }

    private static void runInSavepoint(List<Job<?, ?>> run, Handle handle) throws SQLException {
        Connection connection = handle.getConnection();
        Savepoint savepoint = connection.setSavepoint();
        try {
            Job.runTogether(run, handle);
        } catch (RuntimeException e) {
            if (DatabaseFailure.isStorageTrouble(e)) {
                throw e;
            }
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
            if (DatabaseFailure.isCollision(e)) {
                throw e;
            }
            runOneByOne(run, handle, e);
            return;
        }
        connection.releaseSavepoint(savepoint);
    }

    private static void runOneByOne(List<Job<?, ?>> run, Handle handle, RuntimeException failure) throws SQLException {
        if (run.size() == 1) {
            run.getFirst().refuse(failure);
            return;
        }
        Connection connection = handle.getConnection();
        Savepoint before = connection.setSavepoint();
        for (Job<?, ?> job : run) {
            try {
                runInSavepoint(List.of(job), handle);
            } catch (RuntimeException e) {
                if (DatabaseFailure.isCollision(e)) {
                    // All of the run will be done again.
                    connection.rollback(before);
                }
                throw e;
            }
        }
        connection.releaseSavepoint(before);
    }

    /** One thread a caller, so that none waits for what another does next; started by one that is not the writer. */
    private static void tell(List<Job<?, ?>> jobs, Consumer<Job<?, ?>> telling) {
        if (!jobs.isEmpty()) {
            Thread.startVirtualThread(() -> jobs.forEach(job -> Thread.startVirtualThread(() -> telling.accept(job))));
        }
    }

    private Handle handle() throws SQLException {
        if (open.isEmpty()) {
            open = Optional.of(
                    Database.jdbi(Jdbi.create(opening.open()), dialect, hashes).open());
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
        List<Job<?, ?>> leftovers = new ArrayList<>();
        queue.drainTo(leftovers);
        tell(leftovers, job -> job.tellLost(new IllegalStateException("the store is closed")));
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
}
