package dev.rebound.server.csv;

/** Why a line of a file could not be cut into cells. */
public enum RowProblem {
    /** Longer than {@link CsvRows#LINE_LENGTH_MAX}. */
    LINE_TOO_LONG,
    /** A quotation mark opens a cell and none closes it, or text stands behind the closing one. */
    QUOTES,
    /** Bytes that are no characters in the file's encoding. */
    BROKEN_CHARACTERS,
    /** A zero character, which no text file contains. */
    ZERO_CHARACTER
}
