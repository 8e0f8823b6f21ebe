package dev.rebound.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private Instant wall = NOON;
    private long nanos = 17;
    private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void itShowsTheWallClock() {
        assertEquals(NOON, clock.instant());
        pass(Duration.ofMinutes(3));
        assertEquals(NOON.plusSeconds(180), clock.instant());
    }

    @Test
    void itFollowsTheWallClockForward() {
        wall = wall.plus(DAY);
        assertEquals(NOON.plus(DAY), clock.instant());
    }

    @Test
    void itNeitherGoesBackWithTheWallClockNorStandsStill() {
        pass(Duration.ofHours(1));
        assertEquals(NOON.plus(Duration.ofHours(1)), clock.instant());
        wall = wall.minus(DAY);
        assertEquals(NOON.plus(Duration.ofHours(1)), clock.instant());

        pass(Duration.ofHours(2));
        assertEquals(NOON.plus(Duration.ofHours(2)), clock.instant());
    }

    @Test
    void itMeetsTheWallClockAgain() {
        wall = wall.plus(DAY);
        assertEquals(NOON.plus(DAY), clock.instant());
        wall = wall.minus(DAY);
        for (int hour = 0; hour < 50; hour++) {
            pass(Duration.ofHours(1));
            clock.instant();
        }

        assertEquals(wall, clock.instant());
    }

    @Test
    void aRehearsalGoesOnThoughTheWallClockGoesBack() {
        RehearsalClock rehearsal = new RehearsalClock(clock, Instant.EPOCH);
        wall = wall.minus(DAY);
        pass(Duration.ofMinutes(10));

        assertEquals(Instant.EPOCH.plus(Duration.ofMinutes(5)), rehearsal.instant());
    }

    @Test
    void aClockSetBackBetweenTwoProcessesIsNotFollowedEither() {
        SteadyClock next = new SteadyClock(() -> wall, () -> nanos, NOON.plus(DAY));
        assertEquals(NOON.plus(DAY), next.instant());

        pass(Duration.ofHours(2));
        assertEquals(NOON.plus(DAY).plus(Duration.ofHours(1)), next.instant());
        for (int hour = 0; hour < 50; hour++) {
            pass(Duration.ofHours(1));
            next.instant();
        }
        assertEquals(wall, next.instant());
    }

    @Test
    void whatWasRecordedFarInTheFutureWasWrong() {
        SteadyClock next = new SteadyClock(() -> wall, () -> nanos, NOON.plus(Duration.ofDays(4)));

        assertEquals(NOON, next.instant());
    }
}
