package dev.rebound.stream.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Non-delivery reports in the forms of two mailers, with the message that they return. Lines end in CRLF. */
@SuppressWarnings("InlineFormatString") // each is a mail, and longer than the method that fills it
final class Reports {

    private static final String RETURNED = """
            Received: from out3.sender.example (out3.sender.example [198.51.100.23])
            \tby mx.example.net (Postfix) with ESMTPS id 4XyzAb1CdEf
            \tfor <%1$s>; Mon, 2 Mar 2026 12:00:03 +0000 (UTC)
            Received: by out3.sender.example id %2$s; Mon, 2 Mar 2026 12:00:01 +0000
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=sender.example; s=k1;
            \th=from:to:subject:date:message-id:list-unsubscribe; bh=3pQ0Yl2vXw1n8yqk0E5m4w8h0aXbZQd6uV1YtJm7n0c=;
            \tb=Qk9yVGhpcyBpcyBub3QgYSByZWFsIHNpZ25hdHVyZSBidXQgaXQgaXMgYXMgbG9uZyBhcyBvbmU=
            From: Acme News <news@sender.example>
            To: %1$s
            Subject: What is new in March
            Date: Mon, 2 Mar 2026 12:00:00 +0000
            Message-ID: <%2$s@sender.example>
            MIME-Version: 1.0
            List-Unsubscribe: <https://sender.example/u/%2$s>
            Content-Type: text/plain; charset=utf-8

            """;

    private static final String POSTFIX = """
            Return-Path: <>
            Received: by mx.example.net (Postfix)
            \tid 9F3A14C01; Mon, 2 Mar 2026 12:00:05 +0000 (UTC)
            Date: Mon, 2 Mar 2026 12:00:05 +0000 (UTC)
            From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
            Subject: Undelivered Mail Returned to Sender
            To: %4$s
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
            \tboundary="4Xyz.%2$s/mx.example.net"

            This is a MIME-encapsulated message.

            --4Xyz.%2$s/mx.example.net
            Content-Description: Notification
            Content-Type: text/plain; charset=us-ascii

            This is the mail system at host mx.example.net.

            I'm sorry to have to inform you that your message could not
            be delivered to one or more recipients. It's attached below.

            <%1$s>: host mx2.example.net[203.0.113.9] said: %3$s (in reply to RCPT TO command)

            --4Xyz.%2$s/mx.example.net
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.net
            X-Postfix-Queue-ID: 9F3A14C01
            X-Postfix-Sender: rfc822; %4$s
            Arrival-Date: Mon, 2 Mar 2026 12:00:03 +0000 (UTC)

            Final-Recipient: rfc822; %1$s
            Original-Recipient: rfc822;%1$s
            Action: failed
            Remote-MTA: dns; mx2.example.net
            Diagnostic-Code: smtp; %3$s

            --4Xyz.%2$s/mx.example.net
            Content-Description: Undelivered Message
            Content-Type: message/rfc822

            %5$s
            --4Xyz.%2$s/mx.example.net--
            """;

    private static final String QMAIL = """
            Return-Path: <>
            Received: (qmail 20613 invoked for bounce); 2 Mar 2026 12:00:05 -0000
            Date: 2 Mar 2026 12:00:05 -0000
            From: MAILER-DAEMON@mx.example.net
            To: %4$s
            Subject: failure notice

            Hi. This is the qmail-send program at mx.example.net.
            I'm afraid I wasn't able to deliver your message to the following addresses.
            This is a permanent error; I've given up. Sorry it didn't work out.

            <%1$s>:
            203.0.113.9 does not like recipient.
            Remote host said: %3$s
            Giving up on 203.0.113.9.

            --- Below this line is a copy of the message.

            Return-Path: <%4$s>
            %5$s
            """;

    private static final String LINE = "Here is what happened this month, and why it may be of use to you.\n";

    private Reports() {}

    /** One of 2 to 7 KB. */
    static byte[] write(Random random, String address, String words, String returnPath) {
        String id = Long.toHexString(random.nextLong());
        String returned = RETURNED.formatted(address, id) + LINE.repeat(random.nextInt(64));
        String form = random.nextInt(5) == 0 ? QMAIL : POSTFIX;
        return form.formatted(address, id, words, returnPath, returned)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
