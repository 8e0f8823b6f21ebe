package dev.rebound.engine.manners;

/** A file of manners cannot be used; the message says where and why. */
public final class BrokenMannersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenMannersException(String message) {
        super(message);
    }
}
