package dev.rebound.classify.toml;

/**
 * Where something stands in a file, as editors count.
 *
 * @param line from 1
 * @param column in characters, from 1
 */
public record Place(int line, int column) {

    /** Where a file starts. */
    public static final Place START = new Place(1, 1);

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
