package dev.rebound.transport.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the proofs of several providers have in common. */
final class Proofs {

    /** How old a signature may be. Providers repeat a call that failed for up to a day, some with the signature of the first. */
    static final Duration AGE_MAX = Duration.ofDays(3);
    /** How far a provider's clock may be ahead of ours. */
    static final Duration AHEAD_MAX = Duration.ofMinutes(15);

    private Proofs() {}

    static boolean isFresh(Instant signed, Instant now) {
        return signed.isAfter(now.minus(AGE_MAX)) && signed.isBefore(now.plus(AHEAD_MAX));
    }

    /** RFC 2104 with one of the JDK's hashes. */
    static byte[] hmac(String algorithm, String key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** In time that does not depend on where they differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** HTTP Basic (RFC 7617) as user {@code rebound} with this password. */
    static boolean isBasic(String authorization, String password) {
        String wanted =
                "Basic " + Base64.getEncoder().encodeToString(("rebound:" + password).getBytes(StandardCharsets.UTF_8));
        return same(wanted, authorization.strip());
    }
}
