package dev.rebound.stream.read;

/** What records of a topic, or lines of a file, are. */
public enum Form {
    /** Observations as JSON, of our own nodes or of whoever writes them. */
    SEEN,
    /** Raw reports, one a record; the record's header {@code recipient} says where it came to. */
    REPORTS,
    /** Log records of KumoMTA, one a record. */
    KUMO
}
