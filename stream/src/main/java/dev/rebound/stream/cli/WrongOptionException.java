package dev.rebound.stream.cli;

/** An option that cannot be used. The message says which, why, and what to do. */
final class WrongOptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongOptionException(String message) {
        super(message);
    }
}
