package dev.rebound.engine.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts ({@link BoundSeal}) under a key that lies outside of the database, bound
 * to their place: what was sealed for one place does not open in another, so nobody gains by moving a row's secret to a
 * row of their own. A sealed text begins with {@value #FORM}, so that another form can follow, and plain ones of earlier
 * versions can be told from it. Thread-safe.
 */
public final class SecretBox {

    /** What a sealed text begins with. */
    public static final String FORM = "sealed-1:";

    private static final String DERIVATION = "HmacSHA256";
    /** Keeps this use of the installation's key apart from its others. */
    private static final byte[] PURPOSE = "rebound secrets 1".getBytes(StandardCharsets.US_ASCII);

    private final BoundSeal seal;

    private SecretBox(BoundSeal seal) {
        this.seal = seal;
    }

    /**
     * One under a key that is made of the installation's, and is good for nothing else.
     *
     * @param random makes nonces; one that came twice would give away what was sealed with it
     */
    public static SecretBox under(byte[] installationKey, SecureRandom random) {
        try {
            Mac mac = Mac.getInstance(DERIVATION);
            mac.init(new SecretKeySpec(installationKey, DERIVATION));
            return new SecretBox(new BoundSeal(mac.doFinal(PURPOSE), random));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + DERIVATION, e);
        }
    }

    /** A text does not open: it was sealed with another key or for another place, or somebody changed it. */
    public static final class CannotOpenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CannotOpenException(String place, Throwable cause) {
            super("the secret of " + place + " does not open with the key of this installation", cause);
        }
    }

    /** Whether a text is a sealed one. */
    public static boolean isSealed(String text) {
        return text.startsWith(FORM);
    }

    /**
     * Seals a text.
     *
     * @param place where it is kept, for example {@code webhook 7}; not secret
     */
    public String seal(String place, String text) {
        return encoded(seal.seal(place, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Opens what was sealed for a place.
     *
     * @throws CannotOpenException if it does not open
     */
    public String open(String place, String sealed) {
        try {
            if (!isSealed(sealed)) {
                throw new CannotOpenException(place, new IllegalArgumentException("it is not sealed"));
            }
            byte[] whole = Base64.getDecoder().decode(sealed.substring(FORM.length()));
            // The last character has bits that mean nothing; changed there, a text is not the one that was sealed.
            if (!encoded(whole).equals(sealed)) {
                throw new CannotOpenException(place, new IllegalArgumentException("it was changed"));
            }
            return new String(seal.open(place, whole), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CannotOpenException(place, e);
        }
    }

    private static String encoded(byte[] whole) {
        return FORM + Base64.getEncoder().withoutPadding().encodeToString(whole);
    }
}
