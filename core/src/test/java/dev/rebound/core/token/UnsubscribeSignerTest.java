package dev.rebound.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.token.UnsubscribeSigner.Holder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnsubscribeSignerTest {

    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_KEY = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
    private static final Holder HOLDER = new Holder(new AccountId(12), 9_876_543_210L);

    private final UnsubscribeSigner signer = new UnsubscribeSigner(List.of(KEY));
    private final String token = signer.sign(HOLDER);

    @Test
    void aLinkSaysWhoseItIsInAnyCase() {
        assertEquals(Optional.of(HOLDER), signer.check(token));
        assertEquals(Optional.of(HOLDER), signer.check(token.toUpperCase(Locale.ROOT)));
    }

    @Test
    void everyOtherDigitAtEveryPlaceIsRefused() {
        String digits = "abcdefghijklmnopqrstuvwxyz234567";
        for (int i = 0; i < token.length(); i++) {
            for (int d = 0; d < digits.length(); d++) {
                String changed = token.substring(0, i) + digits.charAt(d) + token.substring(i + 1);
                if (!changed.equals(token)) {
                    assertEquals(Optional.empty(), signer.check(changed), changed);
                }
            }
        }
    }

    @Test
    void aLinkSignedWithAnOlderKeyStillWorks() {
        UnsubscribeSigner rotated = new UnsubscribeSigner(List.of(OTHER_KEY, KEY));

        assertEquals(Optional.of(HOLDER), rotated.check(token));
        assertEquals(Optional.empty(), new UnsubscribeSigner(List.of(OTHER_KEY)).check(token));
    }

    @Test
    void aReturnPathIsNoUnsubscribeLinkNorTheOtherWayRound() {
        ReturnPathSigner returnPaths = new ReturnPathSigner(List.of(KEY));
        Instant now = Instant.parse("2026-03-01T09:00:00Z");
        String path = returnPaths.sign(HOLDER.account(), new MessageId(5), now);

        assertEquals(Optional.empty(), signer.check(path.substring(ReturnPathSigner.PREFIX.length())));
        assertInstanceOf(TokenCheck.Forged.class, returnPaths.check(ReturnPathSigner.PREFIX + token, now));
    }

    @Test
    void nothingAndNonsenseAreRefused() {
        for (String text : List.of("", " ", "a", token + "a", token.substring(1), "ä".repeat(39))) {
            assertEquals(Optional.empty(), signer.check(text), text);
        }
    }
}
