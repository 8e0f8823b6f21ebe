package dev.rebound.transport.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.submission.SubmittedMail;
import dev.rebound.engine.submission.SubmittedMail.Asks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a message that a program wrote. */
class SubmittedTextTest {

    private static final String FROM = "From: Shop <shop@there.example>\r\n";

    private static SubmittedText.Result read(String text) {
        ReceivedMessage message = new ReceivedMessage(
                "shop.example\r\nX: y", "", List.of("ann@x.example"), text.getBytes(StandardCharsets.UTF_8), false);
        List<EmailAddress> recipients =
                List.of(EmailAddress.parse("ann@x.example").orElseThrow());
        return SubmittedText.read(message, recipients, new SubmittedText.Arrival("mx.example", "::1", Servers.NOW));
    }

    private static SubmittedMail good(String text) {
        return assertInstanceOf(SubmittedText.Result.Good.class, read(text)).mail();
    }

    private static String content(String text) {
        return new String(good(text).content(), StandardCharsets.UTF_8);
    }

    private static String refusal(String text) {
        return assertInstanceOf(SubmittedText.Result.Refused.class, read(text))
                .reply()
                .wireText();
    }

    @Test
    @SuppressWarnings("StringConcatToTextBlock") // every line end matters
    void whatIsMissingIsAddedAboveWhatCame() {
        SubmittedMail mail = good(FROM + "Subject: Hi\r\n\r\nx\r\n");
        String content = new String(mail.content(), StandardCharsets.UTF_8);

        assertTrue(
                content.matches("Received: from shop\\.examplex:y \\(\\[::1]\\)\r\n\tby mx\\.example with ESMTPA;\r\n"
                        + "\tSun, 1 Mar 2026 10:00:00 GMT\r\nDate: Sun, 1 Mar 2026 10:00:00 GMT\r\n"
                        + "Message-ID: <[0-9a-f-]{36}@mx\\.example>\r\n"
                        + "From: Shop <shop@there\\.example>\r\nSubject: Hi\r\n\r\nx\r\n"),
                content);
        assertTrue(content.contains("Message-ID: " + mail.headerId() + "\r\n"));
    }

    @Test
    void whatIsThereStaysAsItCame() {
        String header = FROM
                + "Date: Sat, 28 Feb 2026 12:00:00 +0100\r\nMessage-Id:\r\n <7@there.example>\r\n"
                + "X-Odd :  a\r\n\tb\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n";
        SubmittedMail mail = good(header + "\r\n\u00e4 \r\n");

        assertEquals("<7@there.example>", mail.headerId());
        assertEquals("Gr\u00fc\u00dfe", mail.subject());
        assertTrue(new String(mail.content(), StandardCharsets.UTF_8).endsWith(header + "\r\n\u00e4 \r\n"));
    }

    @Test
    void whatRecipientsMustNotSeeIsTakenOut() {
        String content = content("Bcc: boss@there.example,\r\n\tchef@there.example\r\n" + FROM
                + "Resent-Bcc: x@y.example\r\n"
                + "Return-Path: <x@y.example>\r\n"
                + "X-Rebound-Email: Receipts\r\n\r\n"
                + "Bcc: stays\r\n");

        assertFalse(content.contains("boss"), content);
        assertFalse(content.contains("chef"), content);
        assertFalse(content.contains("Return-Path"), content);
        assertFalse(content.contains("X-Rebound"), content);
        assertTrue(content.endsWith("\r\n\r\nBcc: stays\r\n"), content);
    }

    @Test
    void theStreamIsReadAndAskingForALinkToo() {
        SubmittedMail mail = good(
                FROM + "X-Rebound-Email: =?utf-8?q?Belege_f=C3=BCr?=\r\n Kunden\r\nx-rebound-unsubscribe: Yes\r\n\r\n");

        assertEquals(Optional.of("Belege f\u00fcr Kunden"), mail.stream());
        assertEquals(Asks.UNSUBSCRIBE_LINK, mail.asks());
        assertEquals(Asks.NOTHING, good(FROM + "\r\n").asks());
        assertEquals(Optional.empty(), good(FROM + "X-Rebound-Email: \r\n\r\n").stream());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "From: shop@there.example|shop@there.example",
                "From: \"Shop, the <best>\" <Shop@There.example>|Shop@There.example",
                "From: (we <x@y.example>) shop@there.example|shop@there.example",
                "From: =?utf-8?q?B=C3=BCcher?= <shop@b\u00fccher.example>|shop@b\u00fccher.example",
                "From: \"a b\"@there.example|",
                "From: Shop <\"a b\"@there.example>|\"a b\"@there.example",
                "From: Shop|",
                "From: <>|",
                "From: a@there.example, b@there.example|",
                "From: A <a@there.example> <b@other.example>|",
                "Sender: a@there.example|"
            })
    void theAuthorIsOnePersonOrNobody(String field, @Nullable String author) {
        if (author == null) {
            assertTrue(refusal(field + "\r\n\r\n").startsWith("550 5.1.7 "), field);
        } else {
            assertEquals(author, good(field + "\r\n\r\n").from().text());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no header at all\r\n",
                "From: shop@there.example\r\nno field\r\n\r\n",
                "From: shop@there.example\r\nSub ject: x\r\n\r\n",
                " From: shop@there.example\r\n\r\n",
                "From: shop@there.example\r\nFrom: boss@there.example\r\n\r\n",
                "From: shop@there.example\r\nSubject: a\r\nsubject: b\r\n\r\n",
                "From: shop@there.example\r\nX-Rebound-Email: a\r\nX-Rebound-Email: b\r\n\r\n",
                "From: shop@there.example\r\nX-Rebound-Email: =?utf-8?q?a=0Ab?=\r\n\r\n",
                "From: shop@there.example\r\n\r\n\0\r\n"
            })
    void whatServersWouldReadInTwoWaysIsRefused(String text) {
        assertTrue(refusal(text).startsWith("554 5.6.0 "), refusal(text));
    }

    @Test
    void linesOf998OctetsPassAndLongerOnesDoNot() {
        assertTrue(content(FROM + "\r\n" + "x".repeat(998) + "\r\n").endsWith("x\r\n"));
        assertTrue(refusal(FROM + "\r\n" + "x".repeat(999) + "\r\n").contains("more than 998 octets"));
    }

    @Test
    void aHugeHeaderAndALoopAreRefused() {
        assertTrue(refusal(FROM + "X: y\r\n".repeat(12_000) + "\r\n").startsWith("554 5.3.4 "));
        assertTrue(refusal("Received: x\r\n".repeat(101) + FROM + "\r\n").startsWith("554 5.4.6 "));
    }
}
