package dev.rebound.engine.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.delivery.SharedDraft.Header;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.PersonalContent;
import dev.rebound.engine.email.PersonalText;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedDraftTest {

    private static final Mailbox BOX =
            new Mailbox("Ann", EmailAddress.parse("ann@there.example").orElseThrow());

    private static SharedDraft draft(String text, List<Header> headers, List<EmailFile> files) {
        PersonalContent content = PersonalContent.of(PersonalText.of("x"), PersonalText.of(text), PersonalText.of(""));
        return new SharedDraft(BOX, content, headers, files);
    }

    private static void refused(String message, Runnable making) {
        UnsafeDraftException refusal = assertThrows(UnsafeDraftException.class, making::run);
        assertEquals(message, refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: y@z.example", "x\ny", "x\ry", "x\0y", "x\u007fy", "x\u000by"})
    void aLineBreakOrControlCharacterIsRefusedInAHeader(String text) {
        refused("header X-A has a line break or another control character", () -> new Header("X-A", text));
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
    void anEmailThatSaysNothingIsRefused() {
        refused("a message needs a text or an HTML part", () -> draft("", List.of(), List.of()));
    }

    @Test
    void tooManyHeadersAreRefused() {
        List<Header> many = Collections.nCopies(21, new Header("X-A", "x"));
        refused("at most 20 further headers", () -> draft("x", many, List.of()));
    }

    @Test
    void aFileThatNobodyTakesIsRefused() {
        List<EmailFile> files = List.of(new EmailFile("run.exe", new byte[1]));
        refused("a file cannot go with a message", () -> draft("x", List.of(), files));
    }
}
