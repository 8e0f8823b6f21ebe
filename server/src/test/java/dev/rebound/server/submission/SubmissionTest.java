package dev.rebound.server.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.submission.SubmittedMessage;
import dev.rebound.server.LiveRebound;
import dev.rebound.server.MailSink;
import dev.rebound.transport.server.ReceivedMessage;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program's mail on its whole way, from Angus Mail through Rebound to a mail server. */
class SubmissionTest {

    private static final long LOOK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    @TempDir
    private Path folder;

    private final MailSink sink = new MailSink(Optional.empty());

    @SuppressWarnings("NullAway.Init") // started by each test with the settings it is about
    private LiveRebound rebound;

    private void start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("REBOUND_SUBMISSION_LOGIN_IN_CLEAR", "loopback");
        rebound = new LiveRebound(folder, sink.port(), settings);
    }

    @AfterEach
    void stop() {
        rebound.close();
        sink.close();
    }

    private MimeMessage message(Session session, String... recipients) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("shop@there.example"));
        message.setSubject("Your order", "UTF-8");
        message.setText("Thank you!\r\n.\r\n", "UTF-8");
        for (String recipient : recipients) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        }
        return message;
    }

    private Session session() {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(rebound.submissionPort()));
        properties.put("mail.smtp.auth", "true");
        return Session.getInstance(properties);
    }

    private void send(MimeMessage message) throws MessagingException {
        Transport.send(message, rebound.account().toString(), LiveRebound.SUBMISSION_KEY);
    }

    private SubmittedMessage await(String recipient, Predicate<SubmittedMessage> wanted) {
        for (int i = 0; i < 3_000; i++) {
            Optional<SubmittedMessage> found =
                    rebound.ports().submissions().page(rebound.account(), Optional.empty(), 100).stream()
                            .filter(message -> message.recipient().equals(recipient))
                            .filter(wanted)
                            .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(LOOK_PAUSE_NANOS);
        }
        throw new AssertionError("never so: " + recipient);
    }

    @Test
    void itArrivesAsItWasWrittenWithOurReturnPathAndNothingThatWasNotForItsReader() throws Exception {
        start(Map.of());
        MimeMessage message = message(session(), "ann@x.example");
        message.addRecipient(Message.RecipientType.BCC, new InternetAddress("boss@x.example"));
        send(message);
        String headerId = message.getMessageID();

        ReceivedMessage arrived = sink.next();
        String text = MailSink.text(arrived);
        assertTrue(arrived.reversePath().matches("b\\+[a-z0-9]+@bounce\\.there\\.example"), arrived.reversePath());
        assertTrue(text.contains("Message-ID: " + headerId + "\r\n"), text);
        assertTrue(text.contains("Feedback-ID: 1:1:submitted:rebound\r\n"), text);
        assertTrue(text.contains("by mail.there.example with ESMTPA;"), text);
        assertTrue(text.endsWith("\r\n\r\nThank you!\r\n.\r\n"), text);
        for (String absent : List.of("boss", "Bcc", "List-Unsubscribe", "DKIM-Signature")) {
            assertFalse(text.contains(absent), absent);
        }
        await("ann@x.example", submitted -> submitted.status() == MessageStatus.RELAYED);
        await("boss@x.example", submitted -> submitted.status() == MessageStatus.RELAYED);
        String listed = rebound.get(
                "/submitted?headerId=" + URLEncoder.encode(headerId, StandardCharsets.UTF_8), LiveRebound.KEY);
        assertTrue(listed.startsWith("200 ") && listed.contains("ann@x.example"), listed);
        assertTrue(listed.contains("\"key\":\"key-of-the-shop\""), listed);
    }

    @Test
    void aLinkToUnsubscribeByIsAddedOnlyWhereItIsAskedForAndIsEachRecipientsOwn() throws Exception {
        start(Map.of("REBOUND_HTTP_PUBLIC_URL", "https://rebound.there.example"));
        MimeMessage message = message(session(), "ann@x.example", "bob@x.example");
        message.setHeader("X-Rebound-Unsubscribe", "yes");
        message.setHeader("X-Rebound-Email", "Weekly digest");
        send(message);

        String first = MailSink.text(sink.next());
        String second = MailSink.text(sink.next());

        assertTrue(first.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), first);
        assertFalse(linkOf(first).equals(linkOf(second)), linkOf(first));
        assertFalse(first.contains("X-Rebound"), first);
        long digest = rebound.ports().emails().page(rebound.account(), Optional.empty(), 10).stream()
                .filter(email -> email.content().name().startsWith("Weekly digest 2"))
                .count();
        assertEquals(1, digest);
    }

    private static String linkOf(String text) {
        return text.replaceFirst("(?s).*\r\nList-Unsubscribe: <([^>]+)>\r\n.*", "$1");
    }

    @Test
    void anAddressThatBouncedIsRefusedFromThenOn() throws Exception {
        start(Map.of());
        send(message(session(), "gone@x.example"));
        await("gone@x.example", submitted -> submitted.status() == MessageStatus.BOUNCED);

        SendFailedException refused =
                assertThrows(SendFailedException.class, () -> send(message(session(), "gone@x.example")));

        assertTrue(
                String.valueOf(refused.getNextException()).contains("550 5.1.1 PREVIOUSLY_BOUNCED"),
                String.valueOf(refused.getNextException()));
        assertEquals(
                1,
                rebound.ports()
                        .submissions()
                        .page(rebound.account(), Optional.empty(), 10)
                        .size());
    }

    @Test
    void whereTheSettingSaysSoItIsTakenAndRecordedAsNotSent() throws Exception {
        start(Map.of("REBOUND_SUBMISSION_SUPPRESSED", "record"));
        send(message(session(), "gone@x.example"));
        await("gone@x.example", submitted -> submitted.status() == MessageStatus.BOUNCED);

        send(message(session(), "gone@x.example"));

        SubmittedMessage second = await("gone@x.example", submitted -> submitted.status() == MessageStatus.NOT_SENT);
        assertEquals(Optional.of(NotSentReason.PREVIOUSLY_BOUNCED), second.notSent());
    }

    @Test
    void aKeyForSubmissionOpensNothingElse() throws Exception {
        start(Map.of());

        assertTrue(rebound.get("/submitted", LiveRebound.SUBMISSION_KEY).startsWith("403 "));
        assertTrue(rebound.get("/submitted", LiveRebound.KEY).startsWith("200 "));
    }
}
