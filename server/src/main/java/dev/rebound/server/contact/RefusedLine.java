package dev.rebound.server.contact;

/**
 * A line of a file that was not imported.
 *
 * @param line from 1
 * @param text the address on it, or the beginning of the line, at most {@link #TEXT_LENGTH_MAX} characters
 */
public record RefusedLine(long line, ContactProblem problem, String text) {

    /** How much of the line is kept, in characters. */
    public static final int TEXT_LENGTH_MAX = 200;

    public RefusedLine {
        text = text.replace('\ufffd', '?').replace('\0', '?');
        if (text.length() > TEXT_LENGTH_MAX) {
            text = text.substring(0, TEXT_LENGTH_MAX);
        }
    }

    /** Does not show the text: it may name people. */
    @Override
    public String toString() {
        return "RefusedLine[" + line + ", " + problem + "]";
    }
}
