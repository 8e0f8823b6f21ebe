package dev.rebound.engine.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver that a call is ours and when it was made: {@code t=1764277200,v1=5f3a...}, where {@code v1} is
 * HMAC-SHA256 (RFC 2104), in hexadecimal digits, with the webhook's secret, of the seconds of {@code t}, a dot, and the
 * body as it came. The moment is signed too, so that a call that was overheard is worth nothing later.
 */
public final class WebhookSignature {

    /** The header that carries it. */
    public static final String HEADER = "Rebound-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /** The value of the header for a body that is posted now. */
    public static String of(byte[] body, String secret, Instant now) {
        long seconds = now.getEpochSecond();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
