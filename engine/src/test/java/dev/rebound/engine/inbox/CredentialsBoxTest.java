package dev.rebound.engine.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.inbox.CredentialsBox.CannotOpenException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CredentialsBoxTest {

    private static final AccountId ACCOUNT = new AccountId(7);
    private static final AddressKey ADDRESS = new AddressKey("sam@x.example");
    private static final SignIn PASSWORD = new SignIn.Password("sam", "correct horse \u7532");

    private final CredentialsBox box = new CredentialsBox(new byte[CredentialsBox.KEY_OCTETS], new SecureRandom());

    @Test
    void whatWasSealedOpensToTheSame() {
        SignIn oauth = new SignIn.OAuth("sam", "google", "refresh", "access", Instant.ofEpochSecond(1_800_000_000));

        assertEquals(PASSWORD, box.open(ACCOUNT, ADDRESS, box.seal(ACCOUNT, ADDRESS, PASSWORD)));
        assertEquals(oauth, box.open(ACCOUNT, ADDRESS, box.seal(ACCOUNT, ADDRESS, oauth)));
    }

    @Test
    void theSameSecretTwiceLooksDifferentAndNeverLikeItself() {
        byte[] one = box.seal(ACCOUNT, ADDRESS, PASSWORD);
        byte[] two = box.seal(ACCOUNT, ADDRESS, PASSWORD);

        assertFalse(Arrays.equals(one, two));
        assertFalse(new String(one, StandardCharsets.ISO_8859_1).contains("correct horse"));
        assertNotEquals(PASSWORD.toString(), "correct horse");
        assertFalse(PASSWORD.toString().contains("correct"));
    }

    @Test
    void itOpensForItsInboxOnlyAndOnlyUnchanged() {
        byte[] sealed = box.seal(ACCOUNT, ADDRESS, PASSWORD);

        assertThrows(CannotOpenException.class, () -> box.open(new AccountId(8), ADDRESS, sealed));
        assertThrows(CannotOpenException.class, () -> box.open(ACCOUNT, new AddressKey("kim@x.example"), sealed));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThrows(CannotOpenException.class, () -> box.open(ACCOUNT, ADDRESS, changed));
        }
        assertThrows(CannotOpenException.class, () -> box.open(ACCOUNT, ADDRESS, new byte[0]));
        byte[] otherKey = new byte[CredentialsBox.KEY_OCTETS];
        otherKey[0] = 1;
        CredentialsBox other = new CredentialsBox(otherKey, new SecureRandom());
        assertThrows(CannotOpenException.class, () -> other.open(ACCOUNT, ADDRESS, sealed));
    }

    @Test
    void whatTheFirstVersionSealedStillOpens() {
        byte[] key = new byte[CredentialsBox.KEY_OCTETS];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        byte[] sealed = HexFormat.of()
                .parseHex("01e5f8a403383b8f90288f2304294837ed935159cbf3c6ea49d3e50ca06e53a4df"
                        + "b2ac8e1009fccfc7f49489703b2ff20db05532a7e4c5d7");

        SignIn opened = new CredentialsBox(key, new SecureRandom()).open(new AccountId(7), ADDRESS, sealed);

        assertEquals(new SignIn.Password("sam", "opensesame"), opened);
    }

    @Test
    void whatATravellerCarriesOpensForItsPurposeOnly() {
        String sealed = box.sealText("consent 7 sam", "verifier");

        assertEquals(Optional.of("verifier"), box.openText("consent 7 sam", sealed));
        assertEquals(Optional.empty(), box.openText("consent 8 sam", sealed));
        assertEquals(Optional.empty(), box.openText("consent 7 sam", ""));
        assertEquals(Optional.empty(), box.openText("consent 7 sam", "no base64!"));
        assertEquals(Optional.empty(), box.openText("consent 7 sam", "AQ"));
    }
}
