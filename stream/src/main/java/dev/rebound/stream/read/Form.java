package dev.rebound.stream.read;

import java.util.Optional;

/** What records of a topic, or lines of a file, are. */
public enum Form {
    /** Observations as JSON, of our own nodes or of whoever writes them. */
    SEEN(""),
    /** Raw reports, one a record; the header says where it came to. */
    REPORTS("recipient"),
    /** Log records of KumoMTA, one a record. */
    KUMO(""),
    /** Lines of Postfix's log, one a record; those of one server in their order. */
    POSTFIX(""),
    /** Accounting records of PowerMTA; the header names their columns. */
    POWERMTA("columns"),
    /** What providers post, one event or an array of them a record. */
    PROVIDER("");

    private final String header;

    Form(String header) {
        this.header = header;
    }

    /** The header of a record that belongs to what is in it. */
    public Optional<String> header() {
        return Optional.of(header).filter(name -> !name.isEmpty());
    }
}
