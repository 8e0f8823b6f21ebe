package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.Envelope;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.transport.TestCertificate;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** What tests of dialogues share: one envelope, one message, a client in front of scripted servers. */
abstract class DialogueBench {

    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration HASTY = Duration.ofMillis(400);

    static final Envelope ENVELOPE = envelope("ann@there.example");
    static final byte[] MESSAGE = bytes("Subject: x\r\n\r\nHello\r\n");
    static final DestinationLimits LIMITS = new DestinationLimits(2, 100, Duration.ofSeconds(10), 5);

    /** Calls of {@code beforeEndOfData}. */
    final AtomicInteger handedOver = new AtomicInteger();

    private SmtpMailTransport transport = new SmtpMailTransport(new FixedRoute(), settings(patient(), LIMITS));

    @AfterEach
    void closeTransport() {
        transport.close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Envelope envelope(String recipient) {
        return new Envelope(
                EmailAddress.parse("b+t@bounce.example").orElseThrow(),
                EmailAddress.parse(recipient).orElseThrow());
    }

    /** Times that no test reaches. */
    static SmtpTimeouts patient() {
        return SmtpTimeouts.all(PATIENT);
    }

    /** Patient but for one step, so that a slow test machine fails no other; at DATA for its blocks too. */
    static SmtpTimeouts hastyAt(SmtpCommand command) {
        return new SmtpTimeouts(
                PATIENT,
                command == SmtpCommand.CONNECT ? HASTY : PATIENT,
                command == SmtpCommand.MAIL ? HASTY : PATIENT,
                command == SmtpCommand.STARTTLS ? HASTY : PATIENT,
                command == SmtpCommand.DATA ? HASTY : PATIENT,
                command == SmtpCommand.DATA ? HASTY : PATIENT,
                command == SmtpCommand.END_OF_DATA ? HASTY : PATIENT,
                PATIENT);
    }

    static SmtpClientSettings settings(SmtpTimeouts timeouts, DestinationLimits limits) {
        return new SmtpClientSettings("out.example", TlsUse.OPPORTUNISTIC, timeouts, limits);
    }

    SmtpMailTransport use(SmtpClientSettings settings, InetSocketAddress... servers) {
        transport.close();
        transport = new SmtpMailTransport(new FixedRoute(servers), settings);
        return transport;
    }

    /** With the certificates of the tests trusted, and maybe a login. */
    SmtpMailTransport use(TlsUse tls, Optional<Login> login, InetSocketAddress... servers) {
        SmtpClientSettings settings = new SmtpClientSettings("out.example", tls, patient(), LIMITS);
        return use(
                new SmtpClientParts(
                        new FixedRoute(servers),
                        TlsPolicy.always(tls),
                        SendingPool.Chooser.always(SendingPool.SYSTEM),
                        login,
                        PeerCertificates.trusting(TestCertificate.trusted())),
                settings);
    }

    SmtpMailTransport use(TlsPolicy tls, SmtpClientSettings settings, InetSocketAddress... servers) {
        return use(
                new SmtpClientParts(
                        new FixedRoute(servers),
                        tls,
                        SendingPool.Chooser.always(SendingPool.SYSTEM),
                        Optional.empty(),
                        PeerCertificates.trusting(TestCertificate.trusted())),
                settings);
    }

    SmtpMailTransport use(SmtpClientParts parts, SmtpClientSettings settings) {
        transport.close();
        transport = new SmtpMailTransport(parts, settings);
        return transport;
    }

    SmtpMailTransport use(ScriptedServer server) {
        return use(settings(patient(), LIMITS), server.address());
    }

    AttemptOutcome attempt() {
        return attempt(ENVELOPE, MESSAGE);
    }

    AttemptOutcome attempt(Envelope envelope, byte[] message) {
        return transport.attempt(envelope, new MessageContent.Given(message), handedOver::incrementAndGet);
    }

    static AttemptOutcome.Replied replied(AttemptOutcome outcome) {
        return assertInstanceOf(AttemptOutcome.Replied.class, outcome);
    }

    static AttemptOutcome.Failed failed(AttemptOutcome outcome) {
        return assertInstanceOf(AttemptOutcome.Failed.class, outcome);
    }

    static String summary(AttemptOutcome outcome) {
        return switch (outcome) {
            case AttemptOutcome.Replied replied ->
                replied.command() + " " + replied.reply().wireText();
            case AttemptOutcome.Failed(
                    NetworkFailure failure,
                    String detail,
                    Optional<String> host,
                    Optional<SmtpCommand> command,
                    boolean maybe) ->
                failure + " at " + command.map(SmtpCommand::name).orElse("-") + (maybe ? ", maybe accepted" : "");
            case AttemptOutcome.Withheld(Instant until) -> "withheld until " + until;
        };
    }

    void close() {
        transport.close();
    }
}
