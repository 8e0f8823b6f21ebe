package dev.rebound.server.boot;

import dev.rebound.engine.intake.Retention;
import dev.rebound.engine.submission.SubmissionRetention;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.config.Configuration;
import dev.rebound.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done now and then, by one of several nodes. */
final class Chores implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final BooleanSupplier isOurs;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> task;

    /** In the order given; one that fails does not keep the others from their turn. */
    private Chores(String name, BooleanSupplier isOurs, Duration firstAfter, Duration every, List<Runnable> chores) {
        this.isOurs = isOurs;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
        this.task = thread.scheduleWithFixedDelay(
                () -> chores.forEach(this::run), firstAfter.toSeconds(), every.toSeconds(), TimeUnit.SECONDS);
    }

    /** Forgetting what has been kept long enough, every hour. */
    static Chores forgetting(BooleanSupplier isOurs, List<Runnable> chores) {
        return new Chores("housekeeping", isOurs, Duration.ofMinutes(1), Duration.ofHours(1), chores);
    }

    /** Going on with what a process left unfinished, every few seconds: somebody looks at its progress. */
    static Chores goingOn(BooleanSupplier isOurs, List<Runnable> chores) {
        return new Chores("unfinished", isOurs, Duration.ofSeconds(5), Duration.ofSeconds(5), chores);
    }

    /** Sending what is due of sequences, every other second: a step comes after hours or days. */
    static Chores ofSequences(BooleanSupplier isOurs, Runnable round) {
        return new Chores("sequences", isOurs, Duration.ofSeconds(2), Duration.ofSeconds(2), List.of(round));
    }

    /** A scheduled task that throws is never run again, so nothing may leave it. */
    private void run(Runnable chore) {
        try {
            if (isOurs.getAsBoolean()) {
                chore.run();
            }
        } catch (RuntimeException e) {
            // Whoever stops interrupts what is under way; that is no failure.
            if (!thread.isShutdown()) {
                LOG.warn("A chore failed and is tried again", e);
            }
        }
    }

    @Override
    public void close() {
        task.cancel(false);
        thread.shutdownNow();
    }

    /** Forgets quarantined mail and raw reports that were kept long enough. */
    static Runnable retention(Store store, Configuration configuration, WorldClock clock) {
        Retention.KeptFor keptFor = new Retention.KeptFor(
                configuration.intake().quarantineKeptFor(),
                configuration.intake().reportsKeptFor());
        return new Retention(store.quarantine(), store.rawReports(), keptFor, clock)::run;
    }

    /** Forgets the content of submitted mail that was kept long enough. */
    static Runnable submissionRetention(Store store, Configuration configuration, WorldClock clock) {
        return new SubmissionRetention(
                store.submissions(), configuration.submission().keptFor(), clock)::run;
    }
}
