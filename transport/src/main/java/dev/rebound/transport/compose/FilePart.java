package dev.rebound.transport.compose;

import dev.rebound.engine.email.EmailFile;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A file in wire form, written by Angus Mail, which knows the ways in which a file name may be encoded. */
final class FilePart extends MimeBodyPart {

    private static final String STREAM_PROVIDER = "jakarta.mail.util.StreamProvider";

    static {
        // Without it Angus searches the class path for its own stream classes for every part.
        if (System.getProperty(STREAM_PROVIDER) == null) {
            System.setProperty(STREAM_PROVIDER, "org.eclipse.angus.mail.util.MailStreamProvider");
        }
    }

    private FilePart(EmailFile file) throws MessagingException {
        setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), file.mediaType())));
        setFileName(file.name());
        // Whatever the type: text that is re-wrapped or gets other line ends is another file.
        setHeader("Content-Transfer-Encoding", "base64");
    }

    static byte[] attachment(EmailFile file) {
        try {
            FilePart part = new FilePart(file);
            part.setDisposition(Part.ATTACHMENT);
            return part.written(file.content().length);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("cannot compose an attachment", e);
        }
    }

    /** A picture that the HTML shows by its content id. */
    static byte[] picture(EmailFile file, String contentId) {
        try {
            FilePart part = new FilePart(file);
            part.setDisposition(Part.INLINE);
            part.setContentID("<" + contentId + ">");
            return part.written(file.content().length);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("cannot compose an inline picture", e);
        }
    }

    /** Base64 with its line ends makes four octets of three, and a little. */
    private byte[] written(int octets) throws MessagingException, IOException {
        updateHeaders();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(octets / 5 * 7 + 1_024);
        writeTo(bytes);
        return bytes.toByteArray();
    }
}
