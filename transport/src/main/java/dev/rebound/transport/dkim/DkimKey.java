package dev.rebound.transport.dkim;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;

/** A key to sign with, and where its other half is published. Never shows the key in its text. */
public final class DkimKey {

    private final DkimKeyName name;
    private final DkimAlgorithm algorithm;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    DkimKey(DkimKeyName name, DkimAlgorithm algorithm, PrivateKey privateKey, PublicKey publicKey) {
        this.name = name;
        this.algorithm = algorithm;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    public DkimKeyName name() {
        return name;
    }

    public DkimAlgorithm algorithm() {
        return algorithm;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    byte[] sign(byte[] octets) {
        try {
            return algorithm.sign(privateKey, octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + name, e);
        }
    }

    /** The value of the TXT record to be published (RFC 6376, section 3.6.1). */
    public String record() {
        return "v=DKIM1; k=" + algorithm.keyType() + "; p="
                + Base64.getEncoder().encodeToString(algorithm.published(publicKey));
    }

    @Override
    public String toString() {
        return name + " (" + algorithm.tag() + ")";
    }
}
