package dev.rebound.engine.bulk;

/**
 * A line that was left out, and why.
 *
 * @param line from 1
 * @param text what stands in it, shortened
 */
public record BadLine(long line, Problem problem, String text) {

    /** Longest text that is kept, in characters. */
    public static final int TEXT_LENGTH_MAX = 300;

    public BadLine {
        text = text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) : text;
    }

    /** What is wrong with it. */
    public enum Problem {
        /** No address stands in it. */
        NO_ADDRESS,
        /** What stands where the address should is none. */
        MALFORMED_ADDRESS,
        /** It tells of a soft bounce, which suppresses nobody. */
        SOFT_BOUNCE,
        /** It says nothing that keeps the address from being sent to. */
        NOTHING_AGAINST,
        /** Longer than a line may be. */
        LINE_TOO_LONG,
        /** A quotation mark has no partner. */
        QUOTES,
        /** Bytes that are no characters. */
        BROKEN_CHARACTERS,
        /** A zero character. */
        ZERO_CHARACTER,
        /** It should be a JSON object and is none. */
        NOT_JSON
    }
}
