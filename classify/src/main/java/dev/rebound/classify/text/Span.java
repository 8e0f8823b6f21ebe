package dev.rebound.classify.text;

/**
 * A stretch of text.
 *
 * @param start index of the first character
 * @param end index behind the last character
 */
public record Span(int start, int end) implements Comparable<Span> {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span must not end before it starts: " + start + " to " + end);
        }
    }

    /** The characters of {@code text} in this span; what lies beyond its end is left out. */
    public String of(String text) {
        int last = Math.min(end, text.length());
        return start >= last ? "" : text.substring(start, last);
    }

    @Override
    public int compareTo(Span other) {
        return start != other.start ? Integer.compare(start, other.start) : Integer.compare(end, other.end);
    }
}
