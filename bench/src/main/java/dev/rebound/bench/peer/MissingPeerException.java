package dev.rebound.bench.peer;

/** A program that should be measured is not there or cannot be started; the message says what to do. */
public final class MissingPeerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MissingPeerException(String message) {
        super(message);
    }
}
