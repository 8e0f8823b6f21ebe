package dev.rebound.engine.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDraftTest {

    private static final EmailAddress ANN =
            EmailAddress.parse("ann@there.example").orElseThrow();
    private static final Mailbox BOX = new Mailbox("Ann", ANN);

    private static MessageDraft draft(String messageId, URI unsubscribe) {
        return new MessageDraft(BOX, messageId, Instant.EPOCH, Optional.of(unsubscribe), Map.of());
    }

    private static void refused(String message, Runnable making) {
        UnsafeDraftException refusal = assertThrows(UnsafeDraftException.class, making::run);
        assertEquals(message, refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: y@z.example", "x\ny", "x\ry", "x\0y", "x\u007fy", "x\u000by"})
    void aLineBreakOrControlCharacterIsRefusedInEveryHeaderText(String text) {
        URI site = URI.create("https://a.example/");
        refused("name has a line break or another control character", () -> new Mailbox(text, ANN));
        refused("Message-ID has a line break or another control character", () -> draft(text, site));
    }

    @Test
    void anAddressThatWasNeverCheckedIsRefusedAndNotShown() {
        EmailAddress forged = new EmailAddress("ann>\r\nBcc: <v", "x.example", new AddressKey("ann@x.example"));
        UnsafeDraftException refusal = assertThrows(UnsafeDraftException.class, () -> new Mailbox("", forged));
        assertFalse(String.valueOf(refusal.getMessage()).contains("Bcc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "<a>", "<a@b> <c@d>", "<ä@b>", ""})
    void aMessageIdHasItsForm(String messageId) {
        refused(
                "the Message-ID must be <left@right> in ASCII",
                () -> draft(messageId, URI.create("https://a.example/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "mailto:a@b.example", "relative"})
    void anUnsubscribeAddressIsOnTheWeb(String address) {
        refused("the unsubscribe address must start with https: or http:", () -> draft("<a@b>", URI.create(address)));
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        refused("name is longer than 900 characters", () -> new Mailbox("x".repeat(901), ANN));
    }
}
