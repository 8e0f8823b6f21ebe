package dev.rebound.transport.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.delivery.MessageTemplate;
import dev.rebound.engine.delivery.SharedDraft;
import dev.rebound.engine.delivery.SharedDraft.Header;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.PersonalContent;
import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.email.PersonalText;
import dev.rebound.transport.WholeMessage;
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
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is composed is read back by Angus, and its bytes are looked at. */
class TemplateComposerTest {

    private static final Mailbox SHOP = new Mailbox("The Shop", address("news@shop.example"));
    private static final Mailbox ANN = new Mailbox("Ann", address("ann@there.example"));

    private final TemplateComposer composer = new TemplateComposer();

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    private static SharedDraft email(Mailbox from, String subject, String text, String html, EmailFile... files) {
        PersonalContent content =
                PersonalContent.of(PersonalText.of(subject), PersonalText.of(text), PersonalText.of(html));
        return new SharedDraft(from, content, List.of(), List.of(files));
    }

    private static MessageDraft to(Mailbox recipient) {
        return new MessageDraft(
                recipient, "<m1@bounce.example>", Instant.parse("2026-03-01T10:00:00Z"), Optional.empty(), Map.of());
    }

    private static MessageDraft to(String firstName) {
        MessageDraft plain = to(ANN);
        return new MessageDraft(
                plain.to(),
                plain.messageId(),
                plain.date(),
                Optional.empty(),
                Map.of(PersonalField.FIRSTNAME, firstName));
    }

    private byte[] compose(SharedDraft email, MessageDraft message) {
        return WholeMessage.octetsOf(composer.templateOf(email).filledFor(message));
    }

    private byte[] compose(Mailbox from, Mailbox to, String subject, String text, String html) {
        return compose(email(from, subject, text, html), to(to));
    }

    private byte[] composeWith(String text, String html, EmailFile... files) {
        return compose(email(SHOP, "Files", text, html, files), to(ANN));
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
        MimeMessage read = parse(composeWith("Hello", "<p>Hello</p>", list));

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
        byte[] bytes = composeWith("Hello", "<img src=\"cid:our logo.png\">", logo);
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
        MimeMultipart mixed =
                (MimeMultipart) parse(composeWith("Hello", "", text)).getContent();

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
        MimeMessage read = parse(compose(SHOP, ANN, "Grüße 你好 🎁", "Guten Tag\n你好\n", "<p>Größe 你好</p>"));
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
        String message = text(compose(SHOP, ANN, "Hello", "Hi", ""));
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
        SharedDraft plain = email(SHOP, "Hello", "", "<p>Hi</p>");
        SharedDraft email = new SharedDraft(
                SHOP, plain.content(), List.of(new Header("Feedback-ID", "12:shop:rebound")), List.of());
        MessageDraft message = new MessageDraft(
                ANN,
                "<m1@bounce.example>",
                Instant.EPOCH,
                Optional.of(URI.create("https://shop.example/u?t=1")),
                Map.of());
        MimeMessage read = parse(compose(email, message));
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
        MimeMessage read = parse(compose(new Mailbox(name, SHOP.address()), ANN, "x", "x", ""));
        InternetAddress[] from = (InternetAddress[]) read.getFrom();
        assertEquals(1, from.length);
        assertEquals("news@shop.example", from[0].getAddress());
        assertEquals(name, from[0].getPersonal());
        assertEquals(1, read.getAllRecipients().length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 70, 300, 900})
    void noLineIsLongerThanTheStandardAllows(int length) throws Exception {
        for (String unit : List.of("x", "ü", "你", "x y", "🎁")) {
            String line = unit.repeat(length / unit.length() + 1).substring(0, length - length % unit.length());
            String body = String.join("", Collections.nCopies(20, line + unit));
            byte[] bytes = compose(SHOP, ANN, line, body, "<p>" + body + "</p>");
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
        String message = text(compose(SHOP, ANN, "x", "a\nb\rc\r\nd\n\n.\n", "<p>\n</p>"));
        String without = message.replace("\r\n", "");
        assertFalse(without.contains("\n"), message);
        assertFalse(without.contains("\r"), message);
        assertTrue(message.contains("a\r\nb\r\nc\r\nd\r\n\r\n=2E\r\n"), message);
    }

    @Test
    void everythingIsAsciiUnlessAnAddressIsNot() {
        byte[] plain = compose(SHOP, new Mailbox("Jörg", ANN.address()), "ü", "ü 你", "<p>ü</p>");
        assertTrue(isAscii(plain));
        byte[] utf8 = compose(SHOP, new Mailbox("Jörg", address("jörg@there.example")), "ü", "ü", "");
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
        MimeMessage read = parse(compose(SHOP, new Mailbox("", address("ann@bücher.example")), "x", "x", ""));
        InternetAddress[] to = (InternetAddress[]) read.getRecipients(Message.RecipientType.TO);
        assertEquals("ann@xn--bcher-kva.example", to[0].getAddress());
    }

    @Test
    void lettersWhoseLowByteIsALineEndStartNoHeader() throws Exception {
        // U+760D and U+760A cut to a byte are CR and LF (CVE-2025-7962).
        Mailbox odd = new Mailbox("瘍瘊Bcc: v@x.example", address("a\u760d\u760ab@there.example"));
        byte[] bytes = compose(odd, odd, "s\u760d\u760aBcc: v@x.example", "x", "");
        String head = text(bytes).split("\r\n\r\n", 2)[0];
        assertTrue(
                Arrays.stream(head.split("\r\n"))
                        .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("bcc")),
                head);
        String subject = MimeUtility.decodeText(String.valueOf(parse(bytes).getHeader("Subject", null)));
        assertEquals("s\u760d\u760aBcc: v@x.example", subject);
    }

    @Test
    void whatComesBehindTheLastFieldIsSharedByAllMessages() {
        EmailFile list = file("list.pdf", 100_000);
        MessageTemplate template = composer.templateOf(
                email(SHOP, "Files", "Dear {{firstname}},\nhere is our list.\n", "<p>Here</p>", list));

        MessageContent.Composed ann = assertInstanceOf(MessageContent.Composed.class, template.filledFor(to("Ann")));
        MessageContent.Composed bob = assertInstanceOf(MessageContent.Composed.class, template.filledFor(to("Bob")));

        assertSame(ann.shared(), bob.shared());
        assertTrue(ann.shared().length > list.content().length);
        assertTrue(ann.own().length < 1_000);
        assertTrue(text(ann.own()).endsWith("Dear=20Ann,\r\n"), text(ann.own()));
    }

    @Test
    void anEmailThatSaysTheSameToAllSharesItsBody() {
        MessageTemplate template = composer.templateOf(email(SHOP, "Dear {{firstname}}", "Hello\n", ""));

        MessageContent.Composed ann = assertInstanceOf(MessageContent.Composed.class, template.filledFor(to("Ann")));

        assertTrue(text(ann.own()).endsWith("\r\n\r\n"), text(ann.own()));
        assertEquals("Hello\r\n", text(ann.shared()));
    }

    @Test
    void aBlankBeforeAMissingNameSurvivesAtTheEndOfALine() throws Exception {
        MimeMessage read = parse(compose(email(SHOP, "x", "Dear {{firstname}}\nHello\n", ""), to("")));

        assertEquals("Dear \r\nHello\r\n", read.getContent());
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden", "From here", "=3D", "--=_alternative"})
    void noValueOpensALineInAWayThatMeansSomething(String value) throws Exception {
        byte[] bytes = compose(email(SHOP, "x", "{{firstname}}\n", "<p>{{firstname}}</p>"), to(value));

        assertTrue(text(bytes).lines().noneMatch(line -> line.startsWith(".") || line.startsWith("From ")));
        MimeMultipart parts = (MimeMultipart) parse(bytes).getContent();
        assertEquals(2, parts.getCount());
        assertEquals(value + "\r\n", parts.getBodyPart(0).getContent());
    }
}
