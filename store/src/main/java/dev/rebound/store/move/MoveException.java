package dev.rebound.store.move;

/** Nothing was moved, and both sides are as they were; the message says why, and what to do. */
public final class MoveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MoveException(String message) {
        super(message);
    }
}
