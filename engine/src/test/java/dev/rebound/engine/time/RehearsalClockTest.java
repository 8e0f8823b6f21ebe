package dev.rebound.engine.time;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RehearsalClockTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A clock that was started so long ago by the wall clock. */
    private static RehearsalClock startedAgo(Duration ago, Instant start, double speed, Instant rejoin) {
        return new RehearsalClock(Instant.now().minus(ago), start, speed, rejoin);
    }

    private static void assertShows(Instant expected, RehearsalClock clock) {
        Instant shown = clock.instant();
        assertFalse(shown.isBefore(expected), () -> shown + " is before " + expected);
        assertTrue(shown.isBefore(expected.plus(Duration.ofHours(2))), () -> shown + " is long after " + expected);
    }

    @Test
    void itRunsAsFastAsTold() {
        Instant start = Instant.parse("2026-03-01T00:00:00Z");

        assertShows(start.plus(Duration.ofHours(100)), startedAgo(MINUTE, start, 6000, Instant.MAX));
    }

    @Test
    void itSlowsDownWhereItRejoins() {
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        Instant rejoin = start.plus(Duration.ofHours(50));

        assertShows(rejoin.plusSeconds(30), startedAgo(MINUTE, start, 6000, rejoin));
    }

    @Test
    void aJumpPassesTimeAtOnce() {
        RehearsalClock clock = new RehearsalClock(Instant.now(), Instant.EPOCH, 1, Instant.MAX);
        clock.jump(Duration.ofHours(72));

        assertShows(Instant.EPOCH.plus(Duration.ofHours(72)), clock);
    }

    @Test
    void aJumpWakesWhoeverWaits() throws Exception {
        RehearsalClock clock = new RehearsalClock(Instant.now(), Instant.EPOCH, 1, Instant.MAX);
        CompletableFuture<Void> woken = CompletableFuture.runAsync(() -> {
            try {
                clock.awaitUntil(Instant.EPOCH.plus(Duration.ofHours(72)));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        clock.jump(Duration.ofHours(73));

        woken.get(20, TimeUnit.SECONDS);
    }

    @Test
    void itNeverGoesBack() {
        RehearsalClock clock = new RehearsalClock(Instant.now(), Instant.EPOCH, 1, Instant.MAX);

        assertThrows(IllegalArgumentException.class, () -> clock.jump(Duration.ofSeconds(-1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RehearsalClock(Instant.now(), Instant.EPOCH, 0.5, Instant.MAX));
    }
}
