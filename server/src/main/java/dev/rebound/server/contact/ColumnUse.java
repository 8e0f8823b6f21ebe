package dev.rebound.server.contact;

/** What a column of a file of contacts is taken for. */
public enum ColumnUse {
    EMAIL,
    /** Also for a column with whole names: cutting names apart goes wrong. */
    FIRST_NAME,
    LAST_NAME,
    /** A property of its own, under a name. */
    PROPERTY,
    /** Left where it is. */
    IGNORE
}
