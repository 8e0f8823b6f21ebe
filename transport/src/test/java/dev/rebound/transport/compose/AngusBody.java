package dev.rebound.transport.compose;

import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.SharedDraft;
import dev.rebound.engine.email.EmailFile;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The body of a message as Angus Mail composes it. */
final class AngusBody {

    private static final String UTF_8 = "UTF-8";

    private final String text;
    private final String html;
    private final List<EmailFile> shown;
    private final List<EmailFile> attached;

    private AngusBody(String text, String html, List<EmailFile> shown, List<EmailFile> attached) {
        this.text = text;
        this.html = html;
        this.shown = shown;
        this.attached = attached;
    }

    static AngusBody of(SharedDraft email, MessageDraft message) {
        String text = email.content().text(message.values());
        String html = email.content().html(message.values());
        List<EmailFile> shown =
                email.files().stream().filter(file -> file.isShownIn(html)).toList();
        List<EmailFile> attached =
                email.files().stream().filter(file -> !shown.contains(file)).toList();
        return new AngusBody(crlf(text), crlf(withContentIds(html, shown)), shown, attached);
    }

    /** Angus writes text as it gets it; SMTP wants CRLF (RFC 5321, section 2.3.8). */
    private static String crlf(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
    }

    /** A Content-ID looks like a Message-ID, so that file names with spaces or letters beyond ASCII fit. */
    private static String contentId(EmailFile file) {
        return URLEncoder.encode(file.name(), StandardCharsets.UTF_8) + "@files.invalid";
    }

    private static String withContentIds(String html, List<EmailFile> shown) {
        String result = html;
        for (EmailFile file : shown) {
            result = file.replacedIn(result, "cid:" + contentId(file));
        }
        return result;
    }

    void putInto(MimeMessage message) throws MessagingException {
        if (attached.isEmpty()) {
            putTextsInto(message);
            return;
        }
        MimeMultipart mixed = new MimeMultipart("mixed");
        MimeBodyPart texts = new MimeBodyPart();
        putTextsInto(texts);
        mixed.addBodyPart(texts);
        for (EmailFile file : attached) {
            MimeBodyPart part = file(file);
            part.setDisposition(Part.ATTACHMENT);
            mixed.addBodyPart(part);
        }
        message.setContent(mixed);
    }

    private void putTextsInto(MimePart part) throws MessagingException {
        if (html.isEmpty()) {
            part.setText(text, UTF_8, "plain");
        } else if (text.isEmpty()) {
            putHtmlInto(part);
        } else {
            MimeMultipart alternative = new MimeMultipart("alternative");
            MimeBodyPart plain = new MimeBodyPart();
            plain.setText(text, UTF_8, "plain");
            alternative.addBodyPart(plain);
            MimeBodyPart rich = new MimeBodyPart();
            putHtmlInto(rich);
            alternative.addBodyPart(rich);
            part.setContent(alternative);
        }
    }

    private void putHtmlInto(MimePart part) throws MessagingException {
        if (shown.isEmpty()) {
            part.setText(html, UTF_8, "html");
            return;
        }
        MimeMultipart related = new MimeMultipart("related");
        MimeBodyPart page = new MimeBodyPart();
        page.setText(html, UTF_8, "html");
        related.addBodyPart(page);
        for (EmailFile file : shown) {
            MimeBodyPart picture = file(file);
            picture.setDisposition(Part.INLINE);
            picture.setContentID("<" + contentId(file) + ">");
            related.addBodyPart(picture);
        }
        part.setContent(related);
    }

    private static MimeBodyPart file(EmailFile file) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), file.mediaType())));
        part.setFileName(file.name());
        // Whatever the type: text that is re-wrapped or gets other line ends is another file.
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }
}
