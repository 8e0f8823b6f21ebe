package dev.rebound.server.chart;

import java.util.List;
import java.util.Optional;

/** Bars side by side on one scale, each a link to what it counts. */
public record BarChart(List<Bar> bars, Scale scale) {

    public BarChart {
        bars = List.copyOf(bars);
    }

    /**
     * One bar.
     *
     * @param link address of the list behind it
     * @param word what the label is the name of, if help explains it
     */
    public record Bar(String label, String link, long value, Tone tone, Optional<Enum<?>> word) {

        /** Of nothing that needs an explanation. */
        public Bar(String label, String link, long value, Tone tone) {
            this(label, link, value, tone, Optional.empty());
        }
    }

    /** On a scale that fits the longest. */
    public static BarChart of(List<Bar> bars) {
        return new BarChart(
                bars, Scale.upTo(bars.stream().mapToLong(Bar::value).max().orElse(0)));
    }
}
