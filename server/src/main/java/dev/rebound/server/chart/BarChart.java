package dev.rebound.server.chart;

import java.util.List;

/** Bars side by side on one scale, each a link to what it counts. */
public record BarChart(List<Bar> bars, Scale scale) {

    public BarChart {
        bars = List.copyOf(bars);
    }

    /**
     * One bar.
     *
     * @param link address of the list behind it
     */
    public record Bar(String label, String link, long value, Tone tone) {}

    /** On a scale that fits the longest. */
    public static BarChart of(List<Bar> bars) {
        return new BarChart(
                bars, Scale.upTo(bars.stream().mapToLong(Bar::value).max().orElse(0)));
    }
}
