package dev.rebound.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReturnPathSignerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant EXPIRY = Instant.parse("2026-03-31T23:00:00Z");
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_KEY = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
    private static final AccountId ACCOUNT = new AccountId(AccountId.MAX);
    private static final MessageId MESSAGE = new MessageId(123_456_789_012L);

    private final ReturnPathSigner signer = new ReturnPathSigner(List.of(KEY));
    private final String signed = signer.sign(ACCOUNT, MESSAGE, EXPIRY);

    @Test
    void aSignedReturnPathSaysWhoseItIs() {
        TokenCheck.Valid valid = assertInstanceOf(TokenCheck.Valid.class, signer.check(signed, NOW));

        assertEquals(ACCOUNT, valid.returnPath().account());
        assertEquals(MESSAGE, valid.returnPath().message());
    }

    @Test
    void itFitsALocalPart() {
        assertTrue(signed.length() <= 64, "has " + signed.length());
    }

    @Test
    void itSurvivesAnyCase() {
        assertInstanceOf(TokenCheck.Valid.class, signer.check(signed.toUpperCase(Locale.ROOT), NOW));
    }

    @Test
    void itIsHonouredUntilTheEndOfItsLastDay() {
        Instant end = Instant.parse("2026-04-01T00:00:00Z");

        assertInstanceOf(TokenCheck.Valid.class, signer.check(signed, end.minusMillis(1)));
        assertInstanceOf(TokenCheck.Expired.class, signer.check(signed, end));
    }

    @Test
    void everyOtherDigitAtEveryPlaceIsRefused() {
        String digits = "abcdefghijklmnopqrstuvwxyz234567";
        for (int i = ReturnPathSigner.PREFIX.length(); i < signed.length(); i++) {
            for (int d = 0; d < digits.length(); d++) {
                String changed = signed.substring(0, i) + digits.charAt(d) + signed.substring(i + 1);
                boolean same = changed.equals(signed);
                assertEquals(same, signer.check(changed, NOW) instanceof TokenCheck.Valid, changed);
            }
        }
    }

    @Test
    void aShorterOrLongerOneIsRefused() {
        for (int length = 0; length < signed.length(); length++) {
            assertInstanceOf(TokenCheck.Forged.class, signer.check(signed.substring(0, length), NOW));
        }
        assertInstanceOf(TokenCheck.Forged.class, signer.check(signed + "a", NOW));
        assertInstanceOf(TokenCheck.Forged.class, signer.check(signed.replace("b+", "c+"), NOW));
    }

    @Test
    void anotherKeyDoesNotVerify() {
        assertInstanceOf(TokenCheck.Forged.class, new ReturnPathSigner(List.of(OTHER_KEY)).check(signed, NOW));
    }

    @Test
    void anOldKeyStillVerifiesAfterAChange() {
        ReturnPathSigner changed = new ReturnPathSigner(List.of(OTHER_KEY, KEY));

        assertInstanceOf(TokenCheck.Valid.class, changed.check(signed, NOW));
        assertInstanceOf(
                TokenCheck.Forged.class,
                signer.check(changed.sign(ACCOUNT, MESSAGE, NOW.plus(Duration.ofDays(1))), NOW));
    }

    @Test
    void aShortKeyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ReturnPathSigner(List.of(new byte[15])));
        assertThrows(IllegalArgumentException.class, () -> new ReturnPathSigner(List.of()));
    }
}
