package dev.rebound.engine.delivery;

/** How a dialogue with a mail server was protected. */
public sealed interface TlsState {

    /** In clear. */
    record Clear() implements TlsState {}

    /**
     * Over TLS.
     *
     * @param protocol as the JDK names it: {@code TLSv1.3}
     * @param cipher as the JDK names it: {@code TLS_AES_256_GCM_SHA384}
     * @param certificate whether it proves that the server is the one we looked for
     */
    record Encrypted(String protocol, String cipher, CertificateState certificate) implements TlsState {}

    /** What a server's certificate proves; the failures are those of TLS reports (RFC 8460, section 4.3.1). */
    enum CertificateState {
        /** Issued by an authority that this Java trusts, in force, and for the host's name. */
        VALID,
        /** Trusted, but for another name. */
        HOST_MISMATCH,
        /** Not in force yet, or no more. */
        EXPIRED,
        /** By nobody whom this Java trusts; self-signed ones are among these. */
        NOT_TRUSTED
    }

    /** Whether nobody on the way could read along. */
    default boolean encrypted() {
        return this instanceof Encrypted;
    }

    /** Whether it was proven to be the right server. */
    default boolean verified() {
        return this instanceof Encrypted tls && tls.certificate() == CertificateState.VALID;
    }
}
