package dev.rebound.server.guard;

import dev.rebound.core.guard.Count;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.engine.guard.CircuitReport;
import dev.rebound.engine.guard.Circuits.CountedAt;
import dev.rebound.server.chart.Segment.Amount;
import dev.rebound.server.chart.TimeChart;
import dev.rebound.server.chart.TimeChart.Span;
import dev.rebound.server.chart.Tone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Failures under a circuit's key, by ten minutes; those without any are there too. */
final class FailureChart {

    /** Two days; of a longer opening the beginning is shown. */
    private static final int COLUMNS_MAX = 288;
    /** So few columns would be too wide to be read as time. */
    private static final int COLUMNS_MIN = 24;

    private FailureChart() {}

    static TimeChart of(CircuitReport report, Instant now) {
        Map<Instant, Count> counts =
                report.counted().stream().collect(Collectors.toMap(CountedAt::from, CountedAt::count));
        Instant end = report.circuit()
                .closing()
                .map(closing -> closing.at().plus(GuardSettings.WINDOW))
                .orElse(now);
        Instant from = floor(report.circuit().opening().at().minus(GuardSettings.WINDOW.multipliedBy(COLUMNS_MIN / 2)));
        List<Span> spans = new ArrayList<>();
        while (spans.size() < COLUMNS_MIN || (!from.isAfter(end) && spans.size() < COLUMNS_MAX)) {
            Count count = counts.getOrDefault(from, Count.NONE);
            spans.add(new Span(
                    from,
                    List.of(
                            new Amount(Tone.HARD, count.good()),
                            new Amount(Tone.IDLE, count.failures() - count.good()))));
            from = from.plus(GuardSettings.WINDOW);
        }
        return TimeChart.of(spans);
    }

    private static Instant floor(Instant at) {
        long width = GuardSettings.WINDOW.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), width) * width);
    }
}
