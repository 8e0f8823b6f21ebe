package dev.rebound.transport.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.delivery.MessageTemplate;
import dev.rebound.engine.delivery.SharedDraft;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.PersonalContent;
import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.email.PersonalText;
import dev.rebound.transport.WholeMessage;
import dev.rebound.transport.wire.CrlfText;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A template filled in says the same as Angus Mail says when it composes the message anew, for random emails and
 * recipients, hostile ones among them.
 */
class TemplateAgainstAngusTest {

    private static final int EMAILS = 200;
    private static final int MESSAGES_EACH = 4;

    private static final List<String> WORDS = List.of(
            "Hello",
            "you",
            "Grüße",
            "你好",
            "今天的优惠",
            "🎁",
            "=",
            "=3D",
            "=?UTF-8?Q?x?=",
            ".",
            "..",
            "From ",
            "%0D%0A",
            "a,b;c",
            "\"q\"",
            "\\",
            "<b>",
            "&amp;",
            "--=_mixed",
            "\t",
            "  ",
            "x".repeat(80),
            "é".repeat(50),
            "\u760d\u760a",
            "{{nobody}}",
            "cid:logo.png",
            "<img src=\"cid:logo.png\">");
    private static final List<String> FIELDS =
            List.of("{{firstname}}", "{{lastname|friend}}", "{{fullname| Ü }}", "{{email}}", "{{unsubscribe_link}}");
    private static final List<String> ENDS = List.of("\n", "\r\n", "\n\n", " \n");
    private static final List<String> VALUES = List.of(
            "",
            "Ann",
            "Jörg",
            "王小明",
            "x\r\nBcc: v@x.example",
            "\r\n.\r\n",
            ".",
            "From me",
            "a, b",
            "\"",
            "O'Neill",
            "<script>alert(1)</script>",
            "%",
            "100%=",
            "=?utf-8?q?x?=",
            "{{email}}",
            "  spaces  ",
            "𝔘𝔫𝔦",
            "\u760d\u760a",
            "y".repeat(300),
            "ü".repeat(200),
            "w ".repeat(100),
            "\u0000",
            "\u2028",
            "&",
            "--=_alternative");

    private final Random random = new Random(20_261_128);
    private final TemplateComposer composer = new TemplateComposer();
    private final AngusReference angus = new AngusReference();

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String text(int wordsMax) {
        StringBuilder text = new StringBuilder();
        for (int words = random.nextInt(wordsMax + 1); words > 0; words--) {
            switch (random.nextInt(6)) {
                case 0 -> text.append(one(FIELDS));
                case 1 -> text.append(one(ENDS));
                default -> text.append(one(WORDS)).append(random.nextBoolean() ? " " : "");
            }
        }
        return text.toString();
    }

    private Mailbox mailbox(String localPart) {
        EmailAddress address = EmailAddress.parse(localPart + "@there.example").orElseThrow();
        return new Mailbox(PersonalText.LINE.apply(one(VALUES)), address);
    }

    private SharedDraft email() {
        String html = random.nextInt(3) == 0 ? "" : "<p>" + text(60) + "</p>";
        String text = html.isEmpty() || random.nextInt(3) > 0 ? "." + text(60) : "";
        PersonalContent content = PersonalContent.of(
                PersonalText.of(PersonalText.LINE.apply(text(8))), PersonalText.of(text), PersonalText.of(html));
        List<EmailFile> files = new ArrayList<>();
        for (String name : List.of("logo.png", "Preisliste Ü.pdf")) {
            if (random.nextInt(4) == 0) {
                byte[] octets = new byte[1 + random.nextInt(400)];
                random.nextBytes(octets);
                files.add(new EmailFile(name, octets));
            }
        }
        List<SharedDraft.Header> headers =
                List.of(new SharedDraft.Header("X-Note", PersonalText.LINE.apply(one(VALUES))));
        return new SharedDraft(mailbox("news"), content, headers, files);
    }

    private MessageDraft message(int number) {
        Optional<URI> unsubscribe =
                random.nextBoolean() ? Optional.of(URI.create("https://shop.example/u?t=" + number)) : Optional.empty();
        return new MessageDraft(
                mailbox(random.nextInt(5) == 0 ? "jörg" : "ann"),
                "<" + number + "@bounce.example>",
                Instant.ofEpochSecond(1_750_000_000L + number),
                unsubscribe,
                Map.of(
                        PersonalField.FIRSTNAME, one(VALUES),
                        PersonalField.LASTNAME, one(VALUES),
                        PersonalField.FULLNAME, one(VALUES),
                        PersonalField.EMAIL, "ann@there.example",
                        PersonalField.UNSUBSCRIBE_LINK, "https://shop.example/u?t=" + number));
    }

    @Test
    void aTemplateFilledInSaysWhatAngusWouldSay() throws Exception {
        for (int i = 0; i < EMAILS; i++) {
            SharedDraft email = email();
            MessageTemplate template = composer.templateOf(email);
            for (int j = 0; j < MESSAGES_EACH; j++) {
                MessageDraft message = message(i * MESSAGES_EACH + j);
                byte[] ours = WholeMessage.octetsOf(template.filledFor(message));
                String which = "email " + i + ", message " + j + ":\n" + new String(ours, StandardCharsets.UTF_8);

                isInWireForm(ours, which);
                MimeMessage read = parse(ours);
                MimeMessage reference = parse(CrlfText.of(angus.compose(email, message)));
                assertEquals(
                        cut(email.content().subject(message.values())),
                        Optional.ofNullable(read.getSubject()).orElse(""),
                        which);
                assertEquals(
                        email.headers().getFirst().value(),
                        MimeUtility.decodeText(MimeUtility.unfold(read.getHeader("X-Note", null))),
                        which);
                assertEquals(head(reference), head(read), which);
                assertArrayEquals(reference.getFrom(), read.getFrom(), which);
                assertArrayEquals(reference.getAllRecipients(), read.getAllRecipients(), which);
                assertEquals(leaves(reference), leaves(read), which);
            }
        }
    }

    private static String cut(String subject) {
        return subject.substring(0, Math.min(subject.length(), MessageDraft.LINE_LENGTH_MAX));
    }

    private static MimeMessage parse(byte[] bytes) throws MessagingException {
        Properties utf8 = new Properties();
        utf8.setProperty("mail.mime.allowutf8", "true");
        return new MimeMessage(Session.getInstance(utf8), new ByteArrayInputStream(bytes));
    }

    /** Lines as the standards want them, and none that opens with a dot. */
    private static void isInWireForm(byte[] bytes, String which) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertTrue(text.endsWith("\r\n"), which);
        String bare = text.replace("\r\n", "");
        assertTrue(bare.indexOf('\n') < 0 && bare.indexOf('\r') < 0, which);
        assertTrue(text.lines().noneMatch(line -> line.startsWith(".")), which);
        assertTrue(text.lines().allMatch(line -> line.length() <= 998), which);
        String body = text.substring(text.indexOf("\r\n\r\n"));
        assertTrue(body.chars().allMatch(c -> c < 0x80), which);
    }

    /** Every header field of the message, but those about its form and those that are compared as addresses. */
    private static Map<String, String> head(MimeMessage message) throws MessagingException, IOException {
        Map<String, String> head = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : Collections.list(message.getAllHeaders())) {
            String name = header.getName();
            boolean aboutForm = name.startsWith("Content-") || name.equals("From") || name.equals("To");
            // Angus leaves a text alone that looks like an encoded word, and it is then read as another.
            boolean heldAgainstDraft = name.equals("X-Note") || name.equals("Subject");
            if (!aboutForm && !heldAgainstDraft) {
                head.merge(name, MimeUtility.decodeText(MimeUtility.unfold(header.getValue())), (a, b) -> a + "\n" + b);
            }
        }
        return head;
    }

    /** What the parts say, in order: media type and text, or file. */
    private static List<String> leaves(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            List<String> leaves = new ArrayList<>();
            leaves.add(new ContentType(parts.getContentType()).getBaseType());
            for (int i = 0; i < parts.getCount(); i++) {
                leaves.addAll(leaves(parts.getBodyPart(i)));
            }
            leaves.add("end");
            return leaves;
        }
        String type = new ContentType(part.getContentType()).getBaseType();
        if (part.isMimeType("text/*")) {
            // A last line without an end gets one where it is sent as it is, and none in base64.
            String text = part.getContent().toString();
            return List.of(type + " " + (text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : text));
        }
        byte[] octets = part.getInputStream().readAllBytes();
        String contentId = String.join(
                "", Optional.ofNullable(part.getHeader("Content-ID")).orElse(new String[0]));
        return List.of(type + " " + part.getFileName() + " " + part.getDisposition() + " " + contentId + " "
                + HexFormat.of().formatHex(octets));
    }
}
