package dev.rebound.cli.accuracy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Which part of the samples one belongs to. */
enum Share {
    /** Two thirds: whoever writes a rule may look at what goes wrong here. */
    OPEN("two-thirds"),

    /** One third: closed while rules are written, so that its figures tell about texts not seen yet. */
    HELD_BACK("held-back third");

    private static final BigInteger PARTS = BigInteger.valueOf(3);

    private final String title;

    Share(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /**
     * By the name alone, so that a sample never changes sides: SHA-1 of its id or file, as a number,
     * modulo 3; nought is held back.
     */
    static Share of(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(id.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, hash).mod(PARTS).signum() == 0 ? HELD_BACK : OPEN;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-1", e);
        }
    }
}
