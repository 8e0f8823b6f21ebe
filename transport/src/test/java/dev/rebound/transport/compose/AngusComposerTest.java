package dev.rebound.transport.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.MessageDraft.Header;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.email.EmailFile;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is composed is read back by Angus, and its bytes are looked at. */
class AngusComposerTest {

    private static final Mailbox SHOP = new Mailbox("The Shop", address("news@shop.example"));
    private static final Mailbox ANN = new Mailbox("Ann", address("ann@there.example"));

    private final AngusComposer composer = new AngusComposer();

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    private static MessageDraft draft(Mailbox from, Mailbox to, String subject, String text, String html) {
        return new MessageDraft(
                from,
                to,
                subject,
                text,
                html,
                "<m1@bounce.example>",
                Instant.parse("2026-03-01T10:00:00Z"),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static MessageDraft withFiles(String text, String html, EmailFile... files) {
        MessageDraft plain = draft(SHOP, ANN, "Files", text, html);
        return new MessageDraft(
                plain.from(),
                plain.to(),
                plain.subject(),
                text,
                html,
                plain.messageId(),
                plain.date(),
                Optional.empty(),
                List.of(),
                List.of(files));
    }

    private static EmailFile file(String name, int octets) {
        byte[] content = new byte[octets];
        new java.util.Random(octets).nextBytes(content);
        return new EmailFile(name, content);
    }

    private static byte[] contentOf(BodyPart part) throws Exception {
        return part.getInputStream().readAllBytes();
    }

    @Test
    void attachmentsComeAfterTheTextsAndReadBackToTheByte() throws Exception {
        EmailFile list = file("Preisliste \u00dc 2026.pdf", 70_001);
        MimeMessage read = parse(composer.compose(withFiles("Hello", "<p>Hello</p>", list)));

        assertTrue(read.isMimeType("multipart/mixed"));
        MimeMultipart mixed = (MimeMultipart) read.getContent();
        assertTrue(mixed.getBodyPart(0).isMimeType("multipart/alternative"));
        BodyPart attachment = mixed.getBodyPart(1);
        assertTrue(attachment.isMimeType("application/pdf"));
        assertEquals("attachment", attachment.getDisposition());
        assertEquals("Preisliste \u00dc 2026.pdf", MimeUtility.decodeText(attachment.getFileName()));
        assertArrayEquals(list.content(), contentOf(attachment));
    }

    @Test
    void aPictureThatTheHtmlShowsGoesWithTheHtml() throws Exception {
        EmailFile logo = file("our logo.png", 5_000);
        byte[] bytes = composer.compose(withFiles("Hello", "<img src=\"cid:our logo.png\">", logo));
        MimeMultipart alternative = (MimeMultipart) parse(bytes).getContent();
        MimeMultipart related = (MimeMultipart) alternative.getBodyPart(1).getContent();

        assertTrue(alternative.getContentType().startsWith("multipart/alternative"));
        assertTrue(related.getContentType().startsWith("multipart/related"));
        String id = related.getBodyPart(1).getHeader("Content-ID")[0];
        String html = related.getBodyPart(0).getContent().toString();
        assertEquals("<img src=\"cid:" + id.substring(1, id.length() - 1) + "\">", html);
        assertArrayEquals(logo.content(), contentOf(related.getBodyPart(1)));
    }

    @Test
    void aTextFileKeepsItsLineEnds() throws Exception {
        EmailFile text = new EmailFile("unix.txt", "a\nb\n.\nc".getBytes(StandardCharsets.UTF_8));
        MimeMultipart mixed = (MimeMultipart)
                parse(composer.compose(withFiles("Hello", "", text))).getContent();

        assertArrayEquals(text.content(), contentOf(mixed.getBodyPart(1)));
    }

    private static MimeMessage parse(byte[] bytes) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void textAndHtmlAreAlternativesAndReadBackAsTheyWere() throws Exception {
        MessageDraft draft = draft(SHOP, ANN, "Grüße 你好 🎁", "Guten Tag\n你好\n", "<p>Größe 你好</p>");
        MimeMessage read = parse(composer.compose(draft));
        assertTrue(read.isMimeType("multipart/alternative"));
        MimeMultipart parts = (MimeMultipart) read.getContent();
        BodyPart plain = parts.getBodyPart(0);
        BodyPart html = parts.getBodyPart(1);
        assertEquals(2, parts.getCount());
        assertTrue(plain.isMimeType("text/plain"));
        assertEquals("Guten Tag\r\n你好\r\n", plain.getContent());
        assertTrue(html.isMimeType("text/html"));
        assertEquals("<p>Größe 你好</p>", html.getContent());
        assertEquals("Grüße 你好 🎁", read.getSubject());
    }

    @Test
    void theHeadSaysWhoToWhomAndWhen() throws Exception {
        String message = text(composer.compose(draft(SHOP, ANN, "Hello", "Hi", "")));
        String head = message.substring(0, message.indexOf("\r\n\r\n"));
        List<String> lines = head.lines().sorted().toList();
        assertEquals(
                List.of(
                        "Content-Transfer-Encoding: 7bit",
                        "Content-Type: text/plain; charset=UTF-8",
                        "Date: Sun, 1 Mar 2026 10:00:00 +0000",
                        "From: The Shop <news@shop.example>",
                        "MIME-Version: 1.0",
                        "Message-ID: <m1@bounce.example>",
                        "Subject: Hello",
                        "To: Ann <ann@there.example>"),
                lines);
    }

    @Test
    void anUnsubscribeAddressBringsOneClickAndBulk() throws Exception {
        MessageDraft draft = new MessageDraft(
                SHOP,
                ANN,
                "Hello",
                "",
                "<p>Hi</p>",
                "<m1@bounce.example>",
                Instant.EPOCH,
                Optional.of(URI.create("https://shop.example/u?t=1")),
                List.of(new Header("Feedback-ID", "12:shop:rebound")),
                List.of());
        MimeMessage read = parse(composer.compose(draft));
        assertArrayEquals(new String[] {"<https://shop.example/u?t=1>"}, read.getHeader("List-Unsubscribe"));
        assertArrayEquals(new String[] {"List-Unsubscribe=One-Click"}, read.getHeader("List-Unsubscribe-Post"));
        assertArrayEquals(new String[] {"bulk"}, read.getHeader("Precedence"));
        assertArrayEquals(new String[] {"12:shop:rebound"}, read.getHeader("Feedback-ID"));
        assertTrue(read.isMimeType("text/html"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a, b; c <evil@x.example>",
                "\"quoted\" \\ back",
                "=?UTF-8?Q?fake?=",
                "Größe & Co.",
                "你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好你好",
                "(comment) @ : ."
            })
    void aNameStaysANameWhateverItHolds(String name) throws Exception {
        MimeMessage read = parse(composer.compose(draft(new Mailbox(name, SHOP.address()), ANN, "x", "x", "")));
        InternetAddress[] from = (InternetAddress[]) read.getFrom();
        assertEquals(1, from.length);
        assertEquals("news@shop.example", from[0].getAddress());
        if (!name.startsWith("=?")) {
            assertEquals(name, from[0].getPersonal());
        }
        assertEquals(1, read.getAllRecipients().length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 70, 300, 900})
    void noLineIsLongerThanTheStandardAllows(int length) throws Exception {
        for (String unit : List.of("x", "ü", "你", "x y", "🎁")) {
            String line = unit.repeat(length / unit.length() + 1).substring(0, length - length % unit.length());
            String body = String.join("", Collections.nCopies(20, line + unit));
            byte[] bytes = composer.compose(draft(SHOP, ANN, line, body, "<p>" + body + "</p>"));
            String message = text(bytes);
            assertTrue(message.lines().allMatch(l -> l.length() <= 998), unit + " x " + length);
            MimeMessage read = parse(bytes);
            assertEquals(line, String.valueOf(read.getSubject()));
            assertEquals(
                    body, ((MimeMultipart) read.getContent()).getBodyPart(0).getContent());
        }
    }

    @Test
    void everyLineEndIsCrLf() {
        String message = text(composer.compose(draft(SHOP, ANN, "x", "a\nb\rc\r\nd\n\n.\n", "<p>\n</p>")));
        String without = message.replace("\r\n", "");
        assertFalse(without.contains("\n"), message);
        assertFalse(without.contains("\r"), message);
        assertTrue(message.contains("a\r\nb\r\nc\r\nd\r\n\r\n.\r\n"), message);
    }

    @Test
    void everythingIsAsciiUnlessAnAddressIsNot() {
        byte[] plain = composer.compose(draft(SHOP, new Mailbox("Jörg", ANN.address()), "ü", "ü 你", "<p>ü</p>"));
        assertTrue(isAscii(plain));
        byte[] utf8 = composer.compose(draft(SHOP, new Mailbox("Jörg", address("jörg@there.example")), "ü", "ü", ""));
        assertTrue(text(utf8).contains("<jörg@there.example>"), text(utf8));
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void anInternationalDomainIsWrittenInALabels() throws Exception {
        MimeMessage read =
                parse(composer.compose(draft(SHOP, new Mailbox("", address("ann@bücher.example")), "x", "x", "")));
        InternetAddress[] to = (InternetAddress[]) read.getRecipients(Message.RecipientType.TO);
        assertEquals("ann@xn--bcher-kva.example", to[0].getAddress());
    }

    @Test
    void lettersWhoseLowByteIsALineEndStartNoHeader() throws Exception {
        // U+760D and U+760A cut to a byte are CR and LF (CVE-2025-7962).
        Mailbox odd = new Mailbox("瘍瘊Bcc: v@x.example", address("a\u760d\u760ab@there.example"));
        byte[] bytes = composer.compose(draft(odd, odd, "s\u760d\u760aBcc: v@x.example", "x", ""));
        String head = text(bytes).split("\r\n\r\n", 2)[0];
        assertTrue(
                Arrays.stream(head.split("\r\n"))
                        .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("bcc")),
                head);
        String subject = MimeUtility.decodeText(String.valueOf(parse(bytes).getHeader("Subject", null)));
        assertEquals("s\u760d\u760aBcc: v@x.example", subject);
    }
}
