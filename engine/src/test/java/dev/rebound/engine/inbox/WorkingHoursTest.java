package dev.rebound.engine.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkingHoursTest {

    private static final WorkingHours BERLIN = new WorkingHours(
            ZoneId.of("Europe/Berlin"),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void insideTheyAreNow() {
        assertEquals(at("2026-03-27T08:00:00Z"), BERLIN.next(at("2026-03-27T08:00:00Z")));
        assertTrue(BERLIN.include(at("2026-03-27T15:59:59Z")));
        assertFalse(BERLIN.include(at("2026-03-27T16:00:00Z")));
    }

    @Test
    void afterFridayComesMondayByTheirClockAlsoWhenClocksWereChanged() {
        // Clocks go forward on Sunday, 29 March 2026: nine o'clock is 08:00 UTC before and 07:00 UTC after it.
        assertEquals(at("2026-03-30T07:00:00Z"), BERLIN.next(at("2026-03-27T16:00:00Z")));
        assertEquals(at("2026-03-27T08:00:00Z"), BERLIN.next(at("2026-03-27T01:00:00Z")));
    }

    @Test
    void workThatBeginsInTheHourThatIsLeftOutBeginsAfterIt() {
        WorkingHours early = new WorkingHours(
                ZoneId.of("Europe/Berlin"), LocalTime.of(2, 30), LocalTime.of(6, 0), Set.of(DayOfWeek.SUNDAY));

        assertEquals(at("2026-03-29T01:30:00Z"), early.next(at("2026-03-28T12:00:00Z")));
    }

    @Test
    void whateverTheyAreTheNextMomentIsInsideAndNotBefore() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] zones = {"UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"};
        for (int i = 0; i < 5_000; i++) {
            int from = random.nextInt(23 * 60);
            int to = from + 1 + random.nextInt(24 * 60 - from - 1);
            WorkingHours hours = new WorkingHours(
                    ZoneId.of(zones[random.nextInt(zones.length)]),
                    LocalTime.ofSecondOfDay(from * 60L),
                    LocalTime.ofSecondOfDay(to * 60L),
                    EnumSet.of(DayOfWeek.of(1 + random.nextInt(7))));
            Instant moment = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));

            Instant next = hours.next(moment);

            String of = "seed " + seed + ": " + hours + " at " + moment + " gave " + next;
            assertFalse(next.isBefore(moment), of);
            assertTrue(next.isBefore(moment.plus(Duration.ofDays(15))), of);
            boolean tinyWindowSkippedByClockChange = to - from < 60;
            assertTrue(hours.include(next) || tinyWindowSkippedByClockChange, of);
        }
    }

    @Test
    void nobodyWorksNeverOrBackwards() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new WorkingHours(ZoneId.of("UTC"), LocalTime.NOON, LocalTime.NOON, Set.of(DayOfWeek.MONDAY)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new WorkingHours(ZoneId.of("UTC"), LocalTime.MIN, LocalTime.NOON, Set.of()));
    }
}
