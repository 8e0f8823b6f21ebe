package dev.rebound.transport.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.Envelope;
import dev.rebound.engine.ledger.TlsDemand;
import dev.rebound.engine.ledger.TlsState;
import dev.rebound.parse.report.MessageKind;
import dev.rebound.transport.TestCertificate;
import dev.rebound.transport.WholeMessage;
import dev.rebound.transport.dns.MailRouter;
import dev.rebound.transport.dns.Smarthost;
import dev.rebound.transport.smtp.Login;
import dev.rebound.transport.smtp.PeerCertificates;
import dev.rebound.transport.smtp.SendingPool;
import dev.rebound.transport.smtp.SmtpClientParts;
import dev.rebound.transport.smtp.SmtpClientSettings;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import dev.rebound.transport.smtp.SmtpMailTransport;
import dev.rebound.transport.smtp.TlsPolicy;
import java.util.Optional;

/** Our client before a real server, over proven TLS, and what is expected of both. */
final class RealMail implements AutoCloseable {

    private final ReturnBox returns;
    private final SmtpMailTransport client;

    RealMail(ReturnBox returns, int port, Optional<Login> login) {
        this.returns = returns;
        MailRouter router = new Smarthost("127.0.0.1", port);
        this.client = new SmtpMailTransport(
                new SmtpClientParts(
                        router,
                        TlsPolicy.always(TlsUse.VERIFIED),
                        SendingPool.Chooser.always(SendingPool.SYSTEM),
                        login,
                        PeerCertificates.trusting(TestCertificate.trusted())),
                SmtpClientSettings.standard("out.example"));
    }

    AttemptOutcome send(long message, String localPart, String text) {
        EmailAddress recipient =
                EmailAddress.parse(localPart + "@there.example").orElseThrow();
        String content = "From: Shop <news@here.example>\r\nTo: <" + recipient.text()
                + ">\r\nSubject: A test\r\nMessage-ID: <" + message + "@here.example>\r\n\r\n" + text + "\r\n";
        Envelope envelope = new Envelope(returns.returnPathOf(message), recipient);
        return client.attempt(envelope, WholeMessage.given(content), () -> {});
    }

    private static AttemptOutcome.Replied replied(AttemptOutcome outcome) {
        return assertInstanceOf(AttemptOutcome.Replied.class, outcome, outcome::toString);
    }

    void delivered(long message, String localPart, String text) {
        AttemptOutcome.Replied replied = replied(send(message, localPart, text));
        assertTrue(replied.delivered(), replied::toString);
        TlsState.Encrypted tls = assertInstanceOf(TlsState.Encrypted.class, replied.tls());
        assertEquals("TLSv1.3", tls.protocol());
        assertEquals(TlsState.CertificateState.VALID, tls.certificate());
        assertEquals(TlsDemand.VERIFIED, tls.demand());
    }

    /** Refused in the dialogue, for the reason; the whole reply, for the test to look at. */
    String refused(SmtpCommand command, String localPart, String text, Reason reason) {
        AttemptOutcome.Replied replied = replied(send(1, localPart, text));
        assertEquals(command, replied.command(), replied::toString);
        assertTrue(replied.reply().isPermanent(), replied::toString);
        Diagnostic said = Diagnostic.of(replied.reply(), replied.command(), replied.remoteMta());
        assertEquals(reason, returns.classify(said).reason(), replied::toString);
        return replied.reply().wireText();
    }

    /** Accepted, and then reported back for the reason. */
    void returned(long message, String localPart, Reason reason) throws InterruptedException {
        delivered(message, localPart, "x");
        ReturnBox.Heard heard = returns.next().orElseThrow(() -> new AssertionError("no report came back"));
        assertEquals(new MessageId(message), heard.message());
        assertEquals(localPart + "@there.example", heard.recipient());
        assertEquals(reason, heard.verdict().reason(), () -> heard.verdict().toString());
    }

    /** Accepted, and then reported to be on its way still. */
    void delayed(long message, String localPart) throws InterruptedException {
        delivered(message, localPart, "x");
        ReturnBox.Heard heard = returns.next().orElseThrow(() -> new AssertionError("no report came back"));
        assertEquals(new MessageId(message), heard.message());
        assertEquals(localPart + "@there.example", heard.recipient());
        assertEquals(MessageKind.DELAY, heard.kind());
        assertEquals(
                BounceType.PENDING,
                heard.verdict().type(),
                () -> heard.verdict().toString());
    }

    @Override
    public void close() {
        client.close();
    }
}
