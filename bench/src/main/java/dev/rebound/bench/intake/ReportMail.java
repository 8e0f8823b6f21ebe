package dev.rebound.bench.intake;

import java.nio.charset.StandardCharsets;

/** Reports of 4 KB in the standard form (RFC 3464), each of another failed recipient, so that none is like another. */
final class ReportMail {

    /** Octets of a report. */
    static final int OCTETS = 4_096;

    private static final String FORM = """
            From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
            To: <>
            Subject: Undelivered mail
            Date: Mon, 02 Mar 2026 12:00:00 +0000
            Message-ID: <@NUMBER@.report@mx.example.org>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="part-@NUMBER@"

            --part-@NUMBER@
            Content-Type: text/plain; charset=us-ascii

            The message to <@RECIPIENT@> could not be handed over:
            host mx1.example.org said: 550 5.1.1 <@RECIPIENT@>: no such user here

            --part-@NUMBER@
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org
            Arrival-Date: Mon, 02 Mar 2026 11:59:58 +0000

            Final-Recipient: rfc822; @RECIPIENT@
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mx1.example.org
            Diagnostic-Code: smtp; 550 5.1.1 <@RECIPIENT@>: no such user here

            --part-@NUMBER@
            Content-Type: text/rfc822-headers

            From: Load <news@load.example>
            To: <@RECIPIENT@>
            Subject: News
            Message-ID: <@NUMBER@@load.example>
            """;
    private static final String PADDING = "X-Padding-@LINE@: lorem @LINE@ ipsum @NUMBER@ dolor sit amet consectetur\n";

    private ReportMail() {}

    /** With CRLF and no line that begins with a dot. */
    static byte[] about(String recipient, long number) {
        String end = "\n--part-" + number + "--\n";
        StringBuilder text = new StringBuilder(
                FORM.replace("@NUMBER@", Long.toString(number)).replace("@RECIPIENT@", recipient));
        int line = 0;
        while (octets(text) + octets(end) + PADDING.length() + 30 < OCTETS) {
            text.append(PADDING.replace("@LINE@", Long.toString(line * 7_919L + number % 997))
                    .replace("@NUMBER@", Long.toString(number)));
            line++;
        }
        text.append(end);
        return text.toString().replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Every line feed becomes two octets. */
    private static int octets(CharSequence text) {
        return text.length() + (int) text.chars().filter(c -> c == '\n').count();
    }
}
