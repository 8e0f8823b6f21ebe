package dev.rebound.engine.delivery;

/** A message was drafted that could not be sent, or that would say more than its author may. */
public final class UnsafeDraftException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnsafeDraftException(String message) {
        super(message);
    }
}
