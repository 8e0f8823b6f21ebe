package dev.rebound.transport.dkim;

/** A signing key that cannot be used; the message is for the operator and names the file. */
public final class DkimKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DkimKeyException(String message) {
        super(message);
    }

    DkimKeyException(String message, Exception cause) {
        super(message, cause);
    }
}
