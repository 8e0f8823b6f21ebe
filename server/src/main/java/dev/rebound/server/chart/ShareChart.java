package dev.rebound.server.chart;

import java.util.List;

/** Rows of 100 percent each, divided. */
public record ShareChart(List<Row> rows) {

    public ShareChart {
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param link address of the list behind it
     * @param whole what 100 percent is
     */
    public record Row(String label, String link, long whole, List<Segment> segments) {

        /** A row divided into these amounts. */
        public static Row of(String label, String link, List<Segment.Amount> amounts) {
            long whole = amounts.stream().mapToLong(Segment.Amount::value).sum();
            return new Row(label, link, whole, Segment.stack(amounts, new Scale(Math.max(1, whole))));
        }

        /** The share that bounced, 0 to 1. */
        public double bounceRate() {
            return whole == 0 ? 0 : (double) (value(Tone.HARD) + value(Tone.SOFT)) / whole;
        }

        /** How many of this tone. */
        public long value(Tone tone) {
            return segments.stream()
                    .filter(segment -> segment.tone() == tone)
                    .mapToLong(Segment::value)
                    .sum();
        }
    }
}
