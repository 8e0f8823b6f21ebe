package dev.rebound.engine.sharing;

/** What installations share cannot be reached, or did not take what it was told. Tried again; nothing is lost. */
public final class SharingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SharingException(String message) {
        super(message);
    }

    public SharingException(String message, Throwable cause) {
        super(message, cause);
    }
}
