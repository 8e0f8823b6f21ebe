package dev.rebound.transport.smtp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding. Passwords are brought
 * to the form NFKC, the part of SASLprep (RFC 4013) that changes anything people type.
 */
final class ScramSha256 {

    /** "No channel binding, and I did not want any" (RFC 5802, section 5.1). */
    private static final String GS2_HEADER = "n,,";

    /** More would only keep our processor busy; servers ask for 4,096 to some 100,000. */
    private static final int ITERATIONS_MAX = 1_000_000;

    private static final int NONCE_OCTETS = 18;
    private static final int KEY_BITS = 256;

    private final String password;
    private final String nonce;
    private final String clientFirstBare;

    ScramSha256(String user, String password, String nonce) {
        this.password = Normalizer.normalize(password, Normalizer.Form.NFKC);
        this.nonce = nonce;
        this.clientFirstBare = "n=" + user.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    static ScramSha256 begin(String user, String password) {
        byte[] octets = new byte[NONCE_OCTETS];
        new SecureRandom().nextBytes(octets);
        return new ScramSha256(user, password, Base64.getEncoder().encodeToString(octets));
    }

    String clientFirst() {
        return GS2_HEADER + clientFirstBare;
    }

    /**
     * Our proof that we know the password.
     *
     * @throws IllegalArgumentException if the server's message is not one of SCRAM
     */
    Proof answer(String serverFirst) {
        Map<Character, String> said = attributes(serverFirst);
        String wholeNonce = said.getOrDefault('r', "");
        if (!wholeNonce.startsWith(nonce) || wholeNonce.length() == nonce.length()) {
            throw new IllegalArgumentException("the nonce is not an extension of ours");
        }
        int iterations = Integer.parseInt(said.getOrDefault('i', "0"));
        if (iterations < 1 || iterations > ITERATIONS_MAX) {
            throw new IllegalArgumentException(iterations + " iterations");
        }
        byte[] salt = Base64.getDecoder().decode(said.getOrDefault('s', ""));
        byte[] salted = salted(salt, iterations);
        String withoutProof = "c=" + base64(GS2_HEADER.getBytes(StandardCharsets.US_ASCII)) + ",r=" + wholeNonce;
        String all = clientFirstBare + "," + serverFirst + "," + withoutProof;
        byte[] clientKey = hmac(salted, "Client Key");
        byte[] signature = hmac(sha256(clientKey), all);
        byte[] proof = new byte[clientKey.length];
        for (int i = 0; i < proof.length; i++) {
            proof[i] = (byte) (clientKey[i] ^ signature[i]);
        }
        String serverSignature = base64(hmac(hmac(salted, "Server Key"), all));
        return new Proof(withoutProof + ",p=" + base64(proof), serverSignature);
    }

    /**
     * Our proof, and the one we expect.
     *
     * @param serverSignature what only somebody can say who knows the password as we do
     */
    record Proof(String clientFinal, String serverSignature) {

        boolean proves(String serverFinal) {
            String said = attributes(serverFinal).getOrDefault('v', "");
            return MessageDigest.isEqual(
                    said.getBytes(StandardCharsets.UTF_8), serverSignature.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Map<Character, String> attributes(String message) {
        Function<String, Character> name = part -> part.charAt(0);
        return Stream.of(message.split(","))
                .filter(part -> part.length() >= 2 && part.charAt(1) == '=')
                .collect(Collectors.toMap(name, part -> part.substring(2), (first, again) -> first));
    }

    private byte[] salted(byte[] salt, int iterations) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC", e);
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
