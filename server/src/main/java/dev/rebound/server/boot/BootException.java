package dev.rebound.server.boot;

/** Rebound cannot start; the message says what is wrong, where, and what to do, in a sentence or two. */
public final class BootException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For something that only somebody outside can change. */
    public BootException(String message) {
        super(message);
    }

    /** The same, with what the system said. */
    public BootException(String message, Throwable cause) {
        super(message, cause);
    }
}
