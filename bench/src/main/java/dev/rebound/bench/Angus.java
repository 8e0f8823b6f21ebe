package dev.rebound.bench;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MultipartReport;

/**
 * The reference: the classes that Jakarta Mail's own implementation has for reports (RFC 6522 and 3464), used as
 * their documentation says. They read the fields of a standard report and nothing else: no free form, no reply
 * codes, no returned message. So the reference does less than we do, and on mail that is no standard report it
 * only splits the headers off.
 */
public final class Angus {

    private static final String PROVIDER = "jakarta.mail.util.StreamProvider";

    private final Session session = Session.getInstance(new Properties());

    /**
     * Names its provider of streams to the library, for the whole process: the library otherwise searches the class
     * path for one at every message, and we would measure that.
     */
    public Angus() {
        System.setProperty(PROVIDER, "org.eclipse.angus.mail.util.MailStreamProvider");
    }

    /** Reads a message; what breaks the library counts as read, since it has done its work by then. */
    public int read(byte[] content) {
        try {
            MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(content));
            return message.isMimeType("multipart/report") && message.getContent() instanceof MultipartReport report
                    ? read(report)
                    : 1;
        } catch (MessagingException | IOException broken) {
            return -1;
        }
    }

    private static int read(MultipartReport report) throws MessagingException {
        if (!(report.getReport() instanceof DeliveryStatus status)) {
            return 2;
        }
        int sum = field(status.getMessageDSN(), "Reporting-MTA");
        for (int i = 0; i < status.getRecipientDSNCount(); i++) {
            InternetHeaders recipient = status.getRecipientDSN(i);
            sum += field(recipient, "Final-Recipient")
                    + field(recipient, "Action")
                    + field(recipient, "Status")
                    + field(recipient, "Diagnostic-Code");
        }
        return sum;
    }

    private static int field(InternetHeaders headers, String name) {
        return Objects.hashCode(headers.getHeader(name, null));
    }
}
