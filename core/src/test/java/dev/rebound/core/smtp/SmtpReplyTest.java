package dev.rebound.core.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpReplyTest {

    @Test
    void everyLineIsKept() {
        SmtpReply reply = SmtpReply.parse("550-5.1.1 No such user here.\n550 5.1.1 Check the spelling.")
                .orElseThrow();

        assertEquals(550, reply.code());
        assertEquals(List.of("5.1.1 No such user here.", "5.1.1 Check the spelling."), reply.lines());
        assertEquals(Optional.of(new EnhancedStatus(5, 1, 1)), reply.enhancedStatus());
        assertEquals("550-5.1.1 No such user here.\n550 5.1.1 Check the spelling.", reply.wireText());
    }

    @Test
    void aBareCodeIsAReply() {
        assertEquals(new SmtpReply(421, List.of("")), SmtpReply.parse("421").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "5500 no", "55 no", "199 no", "600 no", "5x0 no"})
    void whatDoesNotStartWithACodeIsNoReply(String text) {
        assertTrue(SmtpReply.parse(text).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"5.1.1,5,1,1", "4.7.650,4,7,650", "2.0.0,2,0,0"})
    void statusCodesAreRead(String text, int statusClass, int subject, int detail) {
        assertEquals(Optional.of(new EnhancedStatus(statusClass, subject, detail)), EnhancedStatus.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5.1", "5.1.1.1", "15.1.1", "5.1.1234", "host 127.5.1.1"})
    void whatOnlyLooksLikeAStatusCodeIsNone(String text) {
        assertTrue(EnhancedStatus.find(text).isEmpty(), text);
    }

    @Test
    void aStatusCodeIsFoundInText() {
        assertEquals(
                Optional.of(new EnhancedStatus(5, 2, 2)), EnhancedStatus.find("host 192.0.2.1 said: (#5.2.2) full"));
    }

    @Test
    void impossibleRepliesCannotBeMade() {
        assertThrows(IllegalArgumentException.class, () -> new SmtpReply(199, List.of("")));
        assertThrows(IllegalArgumentException.class, () -> new SmtpReply(250, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new EnhancedStatus(3, 0, 0));
    }
}
