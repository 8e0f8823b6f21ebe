package dev.rebound.parse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.smtp.EnhancedStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageReaderTest {

    private static final String REPORT = """
            From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
            To: b+abc123@bounces.example.com
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="edge"

            --edge
            Content-Type: text/plain

            Your message could not be delivered.

            --edge
            Content-Type: message/delivery-status

            Reporting-MTA: dns; MX.example.net

            Final-Recipient: rfc822; ann@example.org
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mail.example.org
            Diagnostic-Code: smtp; 550 5.1.1 no such person

            --edge
            Content-Type: text/rfc822-headers

            Message-ID: <letter-1@example.com>
            Subject: Spring
            To: ann@example.org

            --edge--
            """;

    @Test
    void deliveryStatusFieldsBecomeABounceWithItsRecipient() {
        ReadMessage message = new MessageReader().read(REPORT.getBytes(StandardCharsets.US_ASCII));

        assertEquals(MessageKind.BOUNCE, message.kind());
        ReportedRecipient recipient = message.report().recipients().getFirst();
        assertEquals(Optional.of("ann@example.org"), recipient.address());
        assertEquals(Optional.of(new EnhancedStatus(5, 1, 1)), recipient.status());
        assertEquals(550, recipient.code().orElseThrow());
        assertEquals(Optional.of("mail.example.org"), recipient.remoteMta());
        assertEquals(Optional.of("mx.example.net"), message.reportingMta());
        assertEquals(Optional.of("<letter-1@example.com>"), message.original().messageId());
        assertEquals(List.of("b+abc123@bounces.example.com"), message.returnPaths());
    }
}
