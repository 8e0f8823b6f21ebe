package dev.rebound.server.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id (RFC 9106), written in the PHC string format so that costs can be raised
 * later. Costs are those of the OWASP Password Storage Cheat Sheet (2025): 19 MiB, two passes, one lane.
 *
 * <p>Thread-safe. Few are hashed at a time, so that a flood of sign-ins cannot take the memory.
 */
public final class Passwords {

    /** Longest password, in characters. */
    public static final int LENGTH_MAX = 200;

    /** No letters or digits that are easily taken for each other. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int RANDOM_LENGTH = 20;
    private static final int MEMORY_KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_OCTETS = 16;
    private static final int HASH_OCTETS = 32;
    private static final int AT_ONCE_MAX = 4;

    /** Bounds on what a stored hash may ask for: at most 256 MiB and 9 passes. */
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,6}),t=([1-9]),p=([1-9])\\$([A-Za-z0-9+/]{1,100})\\$([A-Za-z0-9+/]{1,100})");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of the whole process: each hash takes its memory. */
    private static final Semaphore PERMITS = new Semaphore(AT_ONCE_MAX, true);

    /** Made before the first check, or the first login that nobody has would take longer than others. */
    private static final String NOBODYS = hashOf(Long.toString(RANDOM.nextLong()));

    /** A password of {@value #RANDOM_LENGTH} letters and digits, about 99 bits, for somebody to begin with. */
    public static String random() {
        StringBuilder password = new StringBuilder(RANDOM_LENGTH);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /** The hash to keep for a new password. */
    public String hash(String password) {
        return hashOf(password);
    }

    private static String hashOf(String password) {
        byte[] salt = new byte[SALT_OCTETS];
        RANDOM.nextBytes(salt);
        byte[] hash = argon2(password, salt, MEMORY_KIBIBYTES, PASSES, LANES, HASH_OCTETS);
        return "$argon2id$v=19$m=" + MEMORY_KIBIBYTES + ",t=" + PASSES + ",p=" + LANES + "$" + base64(salt) + "$"
                + base64(hash);
    }

    /** Whether it is the password of this hash; false for a hash that is not ours. */
    public boolean matches(String password, String hash) {
        Matcher phc = PHC.matcher(hash);
        if (password.length() > LENGTH_MAX || !phc.matches()) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(phc.group(5));
        byte[] actual = argon2(
                password,
                Base64.getDecoder().decode(phc.group(4)),
                Integer.parseInt(phc.group(1)),
                Integer.parseInt(phc.group(2)),
                Integer.parseInt(phc.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    /** Takes as long as a check that fails: for a login that nobody has, so that time does not tell. */
    public void matchNobody(String password) {
        matches(password.isEmpty() ? "-" : password, NOBODYS);
    }

    private static byte[] argon2(String password, byte[] salt, int memoryKibibytes, int passes, int lanes, int octets) {
        PERMITS.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withSalt(salt)
                    .withMemoryAsKB(memoryKibibytes)
                    .withIterations(passes)
                    .withParallelism(lanes)
                    .build());
            byte[] hash = new byte[octets];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            PERMITS.release();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
