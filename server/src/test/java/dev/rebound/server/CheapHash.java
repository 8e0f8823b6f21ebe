package dev.rebound.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords of people in tests at the least cost that Argon2id has: one thousandth of what {@link
 * dev.rebound.server.session.Passwords} takes on purpose, which was a third of the time of the tests of pages. Signing in goes by the
 * costs that stand in a hash, so it is the same code.
 */
public final class CheapHash {

    private static final int KIBIBYTES_LEAST = 8;

    private CheapHash() {}

    /** In the format of PHC strings. */
    public static String of(String password) {
        byte[] salt = "not a secret".getBytes(StandardCharsets.US_ASCII);
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(KIBIBYTES_LEAST)
                .withIterations(1)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[32];
        argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + KIBIBYTES_LEAST + ",t=1,p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }
}
