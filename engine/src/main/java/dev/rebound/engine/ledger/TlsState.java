package dev.rebound.engine.ledger;

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
     * @param demand what was asked of it, and has been met
     */
    record Encrypted(String protocol, String cipher, CertificateState certificate, TlsDemand demand)
            implements TlsState {

        /** Of which nothing was asked. */
        public Encrypted(String protocol, String cipher, CertificateState certificate) {
            this(protocol, cipher, certificate, TlsDemand.NONE);
        }
    }

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

    /** The same, where so much was asked for; nothing is asked of a dialogue in clear. */
    default TlsState meeting(TlsDemand demand) {
        return switch (this) {
            case Clear clear -> clear;
            case Encrypted tls -> new Encrypted(tls.protocol(), tls.cipher(), tls.certificate(), demand);
        };
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
