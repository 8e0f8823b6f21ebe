package dev.rebound.classify.toml;

/** A file is no TOML, or goes beyond what is read of it. */
public final class TomlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Place place;

    TomlException(Place place, String message) {
        super(message);
        this.place = place;
    }

    /** Where reading ended. */
    public Place place() {
        return place;
    }
}
