package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.engine.warmup.WarmUpCounts.Count;
import dev.rebound.engine.warmup.WarmUpCounts.Used;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store promises about the counts of a warm-up. */
abstract class WarmUpCountsContract extends PortContract {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Count GOOGLE = new Count("192.0.2.7", "google.com", DAY);
    private static final Count TOMORROW = new Count("192.0.2.7", "google.com", DAY.plusDays(1));

    @Test
    void noMoreIsTakenThanTheAllowanceLeaves() {
        assertEquals(6, ports.warmUpCounts().take(GOOGLE, 6, 10));
        assertEquals(4, ports.warmUpCounts().take(GOOGLE, 6, 10));
        assertEquals(0, ports.warmUpCounts().take(GOOGLE, 6, 10));
        assertEquals(6, ports.warmUpCounts().take(TOMORROW, 6, 10));
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        ports.warmUpCounts().take(GOOGLE, 10, 10);
        ports.warmUpCounts().giveBack(GOOGLE, 3);

        assertEquals(3, ports.warmUpCounts().take(GOOGLE, 6, 10));
    }

    @Test
    void anAllowanceThatWasLoweredMeanwhileGivesNothing() {
        ports.warmUpCounts().take(GOOGLE, 10, 10);

        assertEquals(0, ports.warmUpCounts().take(GOOGLE, 6, 5));
    }

    @Test
    void countsOutliveTheProcess() {
        ports.warmUpCounts().take(GOOGLE, 7, 10);
        ports.close();
        ports = open(folder);

        assertEquals(List.of(new Used(GOOGLE, 7)), ports.warmUpCounts().used(DAY));
    }

    @Test
    void daysLongAgoAreForgotten() {
        ports.warmUpCounts().take(GOOGLE, 1, 10);
        ports.warmUpCounts().take(TOMORROW, 1, 10);
        ports.warmUpCounts().forgetBefore(DAY.plusDays(1));

        assertEquals(List.of(), ports.warmUpCounts().used(DAY));
        assertEquals(List.of(new Used(TOMORROW, 1)), ports.warmUpCounts().used(DAY.plusDays(1)));
    }
}
