package dev.rebound.transport.compose;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.SharedDraft;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;

/** Composes with Angus Mail, each message anew: what our own composing is held against. */
final class AngusReference {

    private static final String UTF_8 = "UTF-8";

    /** RFC 5322, section 3.3; always in UTC, because where a server stands is nobody's business. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final String STREAM_PROVIDER = "jakarta.mail.util.StreamProvider";

    static {
        // Without it Angus searches the class path for its own stream classes for every message.
        if (System.getProperty(STREAM_PROVIDER) == null) {
            System.setProperty(STREAM_PROVIDER, "org.eclipse.angus.mail.util.MailStreamProvider");
        }
    }

    private final Session ascii = Session.getInstance(new Properties());
    /** Writes headers in UTF-8 (RFC 6532); without it Angus cuts letters down to their lowest byte. */
    private final Session utf8 = Session.getInstance(utf8Properties());

    private static Properties utf8Properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return properties;
    }

    byte[] compose(SharedDraft email, MessageDraft draft) {
        try {
            MimeMessage message = new DraftedMessage(needsUtf8(email, draft) ? utf8 : ascii, draft.messageId());
            address(message, email, draft);
            head(message, email, draft);
            AngusBody.of(email, draft).putInto(message);
            message.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("cannot compose message " + draft.messageId(), e);
        }
    }

    private static boolean needsUtf8(SharedDraft email, MessageDraft draft) {
        return !isAscii(email.from().address().localPart())
                || !isAscii(draft.to().address().localPart());
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static void address(MimeMessage message, SharedDraft email, MessageDraft draft)
            throws MessagingException, UnsupportedEncodingException {
        message.setFrom(mailbox(email.from()));
        message.setRecipient(Message.RecipientType.TO, mailbox(draft.to()));
    }

    private static InternetAddress mailbox(MessageDraft.Mailbox mailbox) throws UnsupportedEncodingException {
        EmailAddress address = mailbox.address();
        InternetAddress result = new InternetAddress();
        result.setAddress(address.localPart() + "@" + address.key().domain());
        if (!mailbox.name().isBlank()) {
            result.setPersonal(mailbox.name(), UTF_8);
        }
        return result;
    }

    private static void head(MimeMessage message, SharedDraft email, MessageDraft draft)
            throws MessagingException, UnsupportedEncodingException {
        message.setSubject(email.content().subject(draft.values()), UTF_8);
        message.setHeader("Date", DATE.format(draft.date()));
        if (draft.unsubscribe().isPresent()) {
            message.setHeader(
                    "List-Unsubscribe", "<" + draft.unsubscribe().get().toASCIIString() + ">");
            if ("https".equalsIgnoreCase(draft.unsubscribe().get().getScheme())) {
                // RFC 8058, section 3.1: one click only by https.
                message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
            message.setHeader("Precedence", "bulk");
        }
        for (SharedDraft.Header header : email.headers()) {
            String encoded = MimeUtility.encodeText(header.value(), UTF_8, null);
            message.setHeader(header.name(), MimeUtility.fold(header.name().length() + 2, encoded));
        }
    }

    /** Keeps the Message-ID it was given. */
    private static final class DraftedMessage extends MimeMessage {

        private final String messageId;

        DraftedMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
