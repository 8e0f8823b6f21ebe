package dev.rebound.engine.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.MessageDraft.Header;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDraftTest {

    private static final EmailAddress ANN =
            EmailAddress.parse("ann@there.example").orElseThrow();
    private static final Mailbox BOX = new Mailbox("Ann", ANN);

    private static MessageDraft draft(String subject, String text, String messageId, URI unsubscribe) {
        return new MessageDraft(
                BOX, BOX, subject, text, "", messageId, Instant.EPOCH, Optional.of(unsubscribe), List.of(), List.of());
    }

    private static void refused(String message, Runnable making) {
        UnsafeDraftException refusal = assertThrows(UnsafeDraftException.class, making::run);
        assertEquals(message, refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: y@z.example", "x\ny", "x\ry", "x\0y", "x\u007fy", "x\u000by"})
    void aLineBreakOrControlCharacterIsRefusedInEveryHeaderText(String text) {
        URI site = URI.create("https://a.example/");
        refused("subject has a line break or another control character", () -> draft(text, "x", "<a@b>", site));
        refused("name has a line break or another control character", () -> new Mailbox(text, ANN));
        refused("header X-A has a line break or another control character", () -> new Header("X-A", text));
        refused("Message-ID has a line break or another control character", () -> draft("x", "x", text, site));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bcc", "to", "CC", "Content-Type", "Resent-To", "Return-Path", "DATE", "Precedence"})
    void aHeaderThatTheDraftDecidesCannotBeSet(String name) {
        refused("header " + name + " cannot be set", () -> new Header(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X A", "X:A", "X\r\nBcc", "Ü"})
    void aHeaderNameIsPlain(String name) {
        refused("a header name consists of letters, digits and hyphens", () -> new Header(name, "x"));
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
                () -> draft("x", "x", messageId, URI.create("https://a.example/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "mailto:a@b.example", "relative"})
    void anUnsubscribeAddressIsOnTheWeb(String address) {
        refused(
                "the unsubscribe address must start with https: or http:",
                () -> draft("x", "x", "<a@b>", URI.create(address)));
    }

    @Test
    void aMessageThatSaysNothingIsRefused() {
        refused(
                "a message needs a text or an HTML part",
                () -> draft("x", "", "<a@b>", URI.create("https://a.example/")));
    }

    @Test
    void whatIsTooLongOrTooMuchIsRefused() {
        refused("name is longer than 900 characters", () -> new Mailbox("x".repeat(901), ANN));
        List<Header> many = Collections.nCopies(21, new Header("X-A", "x"));
        refused(
                "at most 20 further headers",
                () -> new MessageDraft(
                        BOX, BOX, "x", "x", "", "<a@b>", Instant.EPOCH, Optional.empty(), many, List.of()));
    }
}
