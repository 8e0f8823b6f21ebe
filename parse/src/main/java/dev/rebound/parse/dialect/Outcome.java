package dev.rebound.parse.dialect;

/** What a text says became of a mail. */
public enum Outcome {
    /** It came back for good. */
    FAILED,
    /** It is late and still being tried. */
    DELAYED,
    /** It arrived. */
    DELIVERED
}
