package dev.rebound.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RehearsalClockTest {

    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private static void assertShows(Instant expected, RehearsalClock clock) {
        Instant shown = clock.instant();
        assertFalse(shown.isBefore(expected), () -> shown + " is before " + expected);
        assertTrue(shown.isBefore(expected.plus(TOLERANCE)), () -> shown + " is long after " + expected);
    }

    @Test
    void itStartsWhereItIsTold() {
        assertShows(Instant.EPOCH, new RehearsalClock(Instant.EPOCH));
    }

    @Test
    void itCatchesUpWithTheWallClock() throws InterruptedException {
        Instant before = Instant.now();
        RehearsalClock clock = new RehearsalClock(before.minus(Duration.ofHours(80)));
        clock.catchUp(Duration.ofMillis(200));
        assertTrue(clock.pace() > 1_000, () -> "pace " + clock.pace());
        clock.awaitUntil(before);

        assertShows(before, clock);
        clock.awaitUntil(before.plusMillis(300));
        assertEquals(1, clock.pace());
    }

    @Test
    void itHurriesToAChosenMomentAndNoFurther() throws InterruptedException {
        Instant start = Instant.EPOCH;
        RehearsalClock clock = new RehearsalClock(start);
        clock.hurryTo(start.plus(Duration.ofHours(60)), Duration.ofMillis(200));
        clock.awaitUntil(start.plus(Duration.ofHours(60)));

        assertShows(start.plus(Duration.ofHours(60)), clock);
        assertEquals(1, clock.pace());
    }

    @Test
    void itDoesNotSlowDownBecauseItIsAhead() {
        Instant ahead = Instant.now().plus(Duration.ofDays(1));
        RehearsalClock clock = new RehearsalClock(ahead);
        clock.catchUp(Duration.ofSeconds(1));

        assertShows(ahead, clock);
        assertEquals(1, clock.pace());
    }

    @Test
    void aJumpPassesTimeAtOnce() {
        RehearsalClock clock = new RehearsalClock(Instant.EPOCH);
        clock.jump(Duration.ofHours(72));

        assertShows(Instant.EPOCH.plus(Duration.ofHours(72)), clock);
    }

    @Test
    void aJumpWakesWhoeverWaits() throws Exception {
        RehearsalClock clock = new RehearsalClock(Instant.EPOCH);
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
        RehearsalClock clock = new RehearsalClock(Instant.EPOCH);

        assertThrows(IllegalArgumentException.class, () -> clock.jump(Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> clock.catchUp(Duration.ZERO));
    }
}
