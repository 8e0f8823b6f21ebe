package dev.rebound.server.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Stacked columns over time, spans of equal length.
 *
 * @param labels indexes of the columns that are labelled below the axis
 */
public record TimeChart(List<Column> columns, Scale scale, List<Integer> labels) {

    private static final int LABELS_MAX = 5;

    public TimeChart {
        columns = List.copyOf(columns);
        labels = List.copyOf(labels);
    }

    /** From the first column to the last. */
    public Duration length() {
        return columns.isEmpty()
                ? Duration.ZERO
                : Duration.between(columns.getFirst().from(), columns.getLast().from());
    }

    /** One span. */
    public record Column(Instant from, List<Segment> segments) {

        /** How many of this tone. */
        public long value(Tone tone) {
            return segments.stream()
                    .filter(segment -> segment.tone() == tone)
                    .mapToLong(Segment::value)
                    .sum();
        }
    }

    /** What happened in a span. */
    public record Span(Instant from, List<Segment.Amount> amounts) {
        long sum() {
            return amounts.stream().mapToLong(Segment.Amount::value).sum();
        }
    }

    /** On a scale that fits the highest column. */
    public static TimeChart of(List<Span> spans) {
        Scale scale = Scale.upTo(spans.stream().mapToLong(Span::sum).max().orElse(0));
        List<Column> columns = spans.stream()
                .map(span -> new Column(span.from(), Segment.stack(span.amounts(), scale)))
                .toList();
        int count = Math.min(LABELS_MAX, columns.size());
        List<Integer> labels = IntStream.range(0, count)
                .mapToObj(i -> count == 1 ? 0 : i * (columns.size() - 1) / (count - 1))
                .toList();
        return new TimeChart(columns, scale, labels);
    }
}
