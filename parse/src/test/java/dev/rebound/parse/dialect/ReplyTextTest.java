package dev.rebound.parse.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReplyTextTest {

    @Test
    void theReplyBehindSaidIsTheServers() {
        ReplyText reply =
                ReplyText.read("host mx.example.org[192.0.2.1] said: 451\n4.7.1 later (in reply to RCPT TO command)");

        assertEquals(OptionalInt.of(451), reply.code());
        assertEquals(Optional.of(new EnhancedStatus(4, 7, 1)), reply.status());
        assertEquals(Optional.of(SmtpCommand.RCPT), reply.command());
        assertEquals(Optional.of("mx.example.org"), reply.remoteMta());
    }

    @Test
    void theInnerReplyOfSendmailsVerdictCounts() {
        assertEquals(
                OptionalInt.of(550),
                ReplyText.read("554 <a@b.example>... 550 Host unknown").code());
    }

    @Test
    void numbersInAddressesPortsAndTimesAreNoCodes() {
        assertTrue(ReplyText.read("line 1550, 10.0.550.1, a550@b.example, 5.550.1, id 0550x")
                .code()
                .isEmpty());
    }

    @Test
    void wordsWithoutCodesGiveNothing() {
        assertEquals(ReplyText.unknown(), ReplyText.read("this box is closed"));
    }
}
