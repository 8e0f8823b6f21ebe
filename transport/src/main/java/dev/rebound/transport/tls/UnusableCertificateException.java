package dev.rebound.transport.tls;

import java.nio.file.Path;

/** A certificate or key file cannot be used; the message says which, why, and what it should hold. */
public final class UnusableCertificateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableCertificateException(Path file, String why, Throwable cause) {
        super("The file " + file + " cannot be used: " + why, cause);
    }
}
