package dev.rebound.server.demo;

import dev.rebound.engine.time.RehearsalClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a rehearsal's clock from going back when the process is killed: the file always holds a moment
 * that the clock has not reached yet, and the next run starts there. Written before that moment comes,
 * so nothing in the ledger is ever later than where the next run starts.
 */
final class ClockFile {

    private static final String NAME = "clock";
    /** How much real time a promise covers; it is renewed ten times a second. */
    static final Duration COVERED = Duration.ofSeconds(2);

    private static final long RENEW_EVERY_MILLIS = 100;

    private final Path file;
    private volatile Instant promised = Instant.MIN;

    ClockFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /** Where the next run has to start; empty if there was none. */
    Optional<Instant> resumeAt() {
        try {
            return Files.exists(file)
                    ? Optional.of(Instant.parse(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's clock cannot be read: " + file, e);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("The demo's clock is damaged: " + file + ". Start with --fresh.", e);
        }
    }

    /** Promises that the clock will not be taken back behind this moment. */
    synchronized void promise(Instant until) {
        if (!until.isAfter(promised)) {
            return;
        }
        try {
            Path fresh = file.resolveSibling(NAME + ".new");
            Files.writeString(fresh, until.toString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            promised = until;
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's clock cannot be written: " + file, e);
        }
    }

    /** What the clock may show when that much real time has passed at its present pace. */
    static Instant reach(RehearsalClock clock, Duration real) {
        return clock.instant().plusNanos((long) (real.toNanos() * clock.pace()));
    }

    /** Renews the promise until what is returned is closed. */
    AutoCloseable follow(RehearsalClock clock) {
        promise(reach(clock, COVERED));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("demo-clock").daemon().factory());
        ScheduledFuture<?> renewing = timer.scheduleAtFixedRate(
                () -> renew(clock), RENEW_EVERY_MILLIS, RENEW_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return () -> {
            renewing.cancel(false);
            timer.shutdown();
        };
    }

    private void renew(RehearsalClock clock) {
        if (reach(clock, COVERED.dividedBy(2)).isAfter(promised)) {
            promise(reach(clock, COVERED));
        }
    }
}
