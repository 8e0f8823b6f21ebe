package dev.rebound.engine.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one way of sealing: AES-256-GCM (NIST SP 800-38D), a fresh nonce each, bound to a place, so that what was sealed for one does not
 * open in another. A sealed text is the nonce and behind it what the cipher made, with its tag; what says its form stands in front of
 * that and is its user's. Thread-safe.
 */
public final class BoundSeal {

    /** Of the key. */
    public static final int KEY_OCTETS = 32;

    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /**
     * @param key {@value #KEY_OCTETS} octets
     * @param random makes nonces; one that came twice would give away what was sealed with it
     */
    public BoundSeal(byte[] key, SecureRandom random) {
        if (key.length != KEY_OCTETS) {
            throw new IllegalArgumentException("the key has " + KEY_OCTETS + " octets");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /**
     * Seals octets.
     *
     * @param place where they are kept; not secret
     */
    public byte[] seal(String place, byte[] octets) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(octets);
            return ByteBuffer.allocate(NONCE_OCTETS + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /**
     * Opens what was sealed for a place.
     *
     * @throws GeneralSecurityException if it was sealed with another key or for another place, or somebody changed it
     */
    public byte[] open(String place, byte[] sealed) throws GeneralSecurityException {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_OCTETS);
        return cipher(Cipher.DECRYPT_MODE, nonce, place)
                .doFinal(sealed, Math.min(NONCE_OCTETS, sealed.length), Math.max(0, sealed.length - NONCE_OCTETS));
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
