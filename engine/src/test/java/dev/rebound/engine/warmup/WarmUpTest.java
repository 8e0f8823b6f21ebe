package dev.rebound.engine.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.memory.HandClock;
import dev.rebound.engine.memory.MemoryWarmUpCounts;
import dev.rebound.engine.warmup.WarmUp.Answer;
import dev.rebound.engine.warmup.WarmUp.Progress;
import dev.rebound.engine.warmup.WarmUp.Use;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The clock begins on 1 March 2026 at nine. */
class WarmUpTest {

    private static final String NEW = "192.0.2.7";
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final WarmUpSchedule SCHEDULE =
            new WarmUpSchedule(Map.of(WarmUpSchedule.ANY, List.of(100, 200, 400), "slow.example", List.of(2)));

    private final HandClock clock = new HandClock();
    private final MemoryWarmUpCounts counts = new MemoryWarmUpCounts();

    private WarmUp startingOn(LocalDate start) {
        return new WarmUp(new WarmUpPlan(Map.of(NEW, start), SCHEDULE, ZoneOffset.UTC, false), counts, clock);
    }

    private static int granted(WarmUp warmUp, String destination) {
        int granted = 0;
        while (warmUp.ask(NEW, destination) instanceof Answer.Granted) {
            granted++;
        }
        return granted;
    }

    @Test
    void anAddressTakesToEachDestinationWhatItsDayAllows() {
        WarmUp warmUp = startingOn(TODAY);

        assertEquals(100, granted(warmUp, "google.com"));
        assertEquals(100, granted(warmUp, "outlook.com"));
        assertEquals(2, granted(warmUp, "slow.example"));
    }

    @Test
    void whatIsUsedUpWaitsForMidnightAndThenTheNextStepCounts() {
        WarmUp warmUp = startingOn(TODAY);
        granted(warmUp, "google.com");

        assertEquals(new Answer.UsedUp(Instant.parse("2026-03-02T00:00:00Z")), warmUp.ask(NEW, "google.com"));

        clock.turn(Duration.ofHours(15));
        assertEquals(200, granted(warmUp, "google.com"));
    }

    @Test
    void midnightIsThatOfTheInstallationsZone() {
        WarmUpPlan plan = new WarmUpPlan(Map.of(NEW, TODAY), SCHEDULE, ZoneId.of("Asia/Shanghai"), false);
        WarmUp warmUp = new WarmUp(plan, counts, clock);
        granted(warmUp, "google.com");

        assertEquals(new Answer.UsedUp(Instant.parse("2026-03-01T16:00:00Z")), warmUp.ask(NEW, "google.com"));
    }

    @Test
    void afterTheLastStepThereIsNoLimit() {
        WarmUp warmUp = startingOn(TODAY.minusDays(3));

        assertInstanceOf(Answer.Free.class, warmUp.ask(NEW, "google.com"));
        assertTrue(warmUp.progress().getFirst().isDone());
    }

    @Test
    void aDestinationWithFewerStepsIsWarmSooner() {
        WarmUp warmUp = startingOn(TODAY.minusDays(1));

        assertInstanceOf(Answer.Free.class, warmUp.ask(NEW, "slow.example"));
        assertEquals(200, granted(warmUp, "google.com"));
    }

    @Test
    void beforeItsFirstDayAnAddressTakesNothing() {
        WarmUp warmUp = startingOn(TODAY.plusDays(2));

        assertEquals(new Answer.UsedUp(Instant.parse("2026-03-03T00:00:00Z")), warmUp.ask(NEW, "google.com"));
    }

    @Test
    void anAddressThatIsNotWarmedUpIsFree() {
        assertInstanceOf(Answer.Free.class, startingOn(TODAY).ask("192.0.2.8", "google.com"));
        assertInstanceOf(Answer.Free.class, WarmUp.NONE.ask("192.0.2.8", "google.com"));
    }

    @Test
    void whatNoServerAnsweredForDoesNotCount() {
        WarmUp warmUp = startingOn(TODAY);
        warmUp.giveBack(assertInstanceOf(Answer.Granted.class, warmUp.ask(NEW, "google.com")));

        assertEquals(100, granted(warmUp, "google.com"));
    }

    @Test
    void theCountSurvivesARestartExactly() {
        WarmUp before = startingOn(TODAY);
        for (int i = 0; i < 33; i++) {
            assertInstanceOf(Answer.Granted.class, before.ask(NEW, "google.com"));
        }
        before.close();

        assertEquals(67, granted(startingOn(TODAY), "google.com"));
    }

    @Test
    void afterAKillAtMostAPortionIsLostAndNothingIsSentTwice() {
        WarmUp killed = startingOn(TODAY);
        for (int i = 0; i < 33; i++) {
            assertInstanceOf(Answer.Granted.class, killed.ask(NEW, "google.com"));
        }

        int left = granted(startingOn(TODAY), "google.com");

        assertTrue(left <= 67 && left > 67 - 100 / 20, () -> "left after the kill: " + left);
    }

    @Test
    void progressTellsWhatWasUsedOfWhat() {
        WarmUp warmUp = startingOn(TODAY.minusDays(1));
        for (int i = 0; i < 3; i++) {
            warmUp.ask(NEW, "google.com");
        }

        assertEquals(
                List.of(new Progress(
                        NEW,
                        TODAY.minusDays(1),
                        2,
                        3,
                        List.of(
                                new Use("google.com", 3, OptionalInt.of(200)),
                                new Use("slow.example", 0, OptionalInt.empty()),
                                new Use("*", 0, OptionalInt.of(200))))),
                warmUp.progress());
    }

    @Test
    void theUsualScheduleGrowsForThirtyDays() {
        List<Integer> usual = WarmUpSchedule.USUAL.steps().getOrDefault(WarmUpSchedule.ANY, List.of());

        assertEquals(30, usual.size());
        for (int day = 1; day < usual.size(); day++) {
            assertTrue(usual.get(day) > usual.get(day - 1), "day " + (day + 1));
            assertTrue(usual.get(day) <= 2 * usual.get(day - 1), "more than doubles on day " + (day + 1));
        }
    }

    @Test
    void aScheduleThatMakesNoSenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new WarmUpSchedule(Map.of("google.com", List.of(1))));
        assertThrows(IllegalArgumentException.class, () -> new WarmUpSchedule(Map.of(WarmUpSchedule.ANY, List.of(0))));
    }
}
