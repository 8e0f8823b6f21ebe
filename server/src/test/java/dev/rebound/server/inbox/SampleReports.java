package dev.rebound.server.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reports as they lie in mailboxes. */
final class SampleReports {

    private static final int HUGE_OCTETS = 50_000_000;

    private SampleReports() {}

    /** About a message that somebody sent. */
    static byte[] unknownUser(String sender, String headerId, String recipient) {
        return """
                From: MAILER-DAEMON@there.example (Mail Delivery System)
                To: %s
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="x"

                --x
                Content-Type: text/plain

                Your message could not be delivered.

                --x
                Content-Type: message/delivery-status

                Reporting-MTA: dns; there.example

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 <%s>: Recipient address rejected: User unknown

                --x
                Content-Type: text/rfc822-headers

                From: %s
                To: %s
                Subject: Lunch on Friday?
                Message-ID: %s

                --x--
                """.formatted(sender, recipient, recipient, sender, recipient, headerId)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Of 50 MB, in lines of 72 octets. */
    static byte[] huge() {
        byte[] huge = new byte[HUGE_OCTETS];
        Arrays.fill(huge, (byte) 'x');
        for (int i = 70; i + 1 < huge.length; i += 72) {
            huge[i] = '\r';
            huge[i + 1] = '\n';
        }
        byte[] head =
                "From: mailer-daemon@there.example\r\nSubject: Undelivered\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, huge, 0, head.length);
        return huge;
    }
}
