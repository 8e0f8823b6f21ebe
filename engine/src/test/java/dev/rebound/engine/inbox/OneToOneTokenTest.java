package dev.rebound.engine.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.address.EmailAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class OneToOneTokenTest {

    private final OneToOneToken token = OneToOneToken.random(new SecureRandom());

    @Test
    void itIsFoundWhereverItStandsAndInWhateverCase() {
        String text = "References: <x@y>\r\n <" + token.value().toUpperCase(Locale.ROOT) + "@X.EXAMPLE>\r\n"
                + "X-Rebound-Message: " + token.value();

        assertEquals(List.of(token), OneToOneToken.in(text, 5));
        assertEquals(List.of(), OneToOneToken.in("rb1-abc and rb1-" + "1".repeat(26), 5));
    }

    @Test
    void noMoreAreLookedAtThanAsked() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            many.append(OneToOneToken.random(new SecureRandom()).value()).append(' ');
        }

        assertEquals(5, OneToOneToken.in(many.toString(), 5).size());
    }

    @Test
    void itsMessageIdIsAtTheSendersDomain() {
        EmailAddress sam = EmailAddress.parse("Sam@X.example").orElseThrow();

        assertEquals("<" + token.value() + "@x.example>", token.messageIdFrom(sam));
        assertThrows(IllegalArgumentException.class, () -> new OneToOneToken("rb1-x"));
    }
}
