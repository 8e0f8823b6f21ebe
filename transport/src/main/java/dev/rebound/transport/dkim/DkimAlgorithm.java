package dev.rebound.transport.dkim;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;

/** The two ways to sign that receivers know. */
public enum DkimAlgorithm {
    /** RFC 6376, section 3.3.1; 2,048 bits, which a TXT record still holds comfortably (RFC 8301). */
    RSA("rsa-sha256", "rsa") {
        @Override
        byte[] sign(PrivateKey key, byte[] octets) throws GeneralSecurityException {
            return signature("SHA256withRSA", key, octets);
        }

        @Override
        KeyPair generate() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        }

        @Override
        byte[] published(PublicKey key) {
            return key.getEncoded();
        }
    },
    /** RFC 8463: a short record and a fast signature, but large receivers still check only RSA. */
    ED25519("ed25519-sha256", "ed25519") {
        @Override
        byte[] sign(PrivateKey key, byte[] octets) throws GeneralSecurityException {
            return signature(
                    "Ed25519", key, MessageDigest.getInstance("SHA-256").digest(octets));
        }

        @Override
        KeyPair generate() throws GeneralSecurityException {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        }

        // The bare 32 octets, without the frame that names the algorithm (RFC 8463, section 4.2).
        @Override
        byte[] published(PublicKey key) {
            byte[] framed = key.getEncoded();
            return Arrays.copyOfRange(framed, framed.length - ED25519_OCTETS, framed.length);
        }
    };

    private static final int RSA_BITS = 2_048;
    private static final int ED25519_OCTETS = 32;

    private final String tag;
    private final String keyType;

    DkimAlgorithm(String tag, String keyType) {
        this.tag = tag;
        this.keyType = keyType;
    }

    /** As in the {@code a=} of a signature. */
    String tag() {
        return tag;
    }

    /** As in the {@code k=} of a key record. */
    String keyType() {
        return keyType;
    }

    /** The one that a key is for; the JDK calls Ed25519 by the name of its family. */
    static Optional<DkimAlgorithm> of(Key key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> Optional.of(RSA);
            case "EdDSA", "Ed25519" -> Optional.of(ED25519);
            default -> Optional.empty();
        };
    }

    abstract byte[] sign(PrivateKey key, byte[] octets) throws GeneralSecurityException;

    abstract KeyPair generate() throws GeneralSecurityException;

    /** The octets of the {@code p=} of a key record. */
    abstract byte[] published(PublicKey key);

    private static byte[] signature(String name, PrivateKey key, byte[] octets) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(name);
        signature.initSign(key);
        signature.update(octets);
        return signature.sign();
    }
}
