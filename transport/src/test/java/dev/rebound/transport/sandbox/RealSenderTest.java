package dev.rebound.transport.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.Envelope;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.transport.WholeMessage;
import dev.rebound.transport.dns.DnsSettings;
import dev.rebound.transport.dns.MxRouter;
import dev.rebound.transport.sandbox.script.Action;
import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.DnsTrouble;
import dev.rebound.transport.sandbox.script.SandboxScript;
import dev.rebound.transport.sandbox.script.Stage;
import dev.rebound.transport.smtp.DestinationLimits;
import dev.rebound.transport.smtp.SmtpClientSettings;
import dev.rebound.transport.smtp.SmtpMailTransport;
import dev.rebound.transport.smtp.SmtpTimeouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rebound's own sender in the sandbox internet: it finds every server and tells every misfortune apart. */
class RealSenderTest {

    @TempDir
    static Path folder;

    private static SandboxFixture sandbox;
    private static SmtpMailTransport sender;

    @BeforeAll
    static void start() {
        sandbox = SandboxFixture.standard(folder);
        DnsSettings dns = new DnsSettings(
                Optional.of(sandbox.dns()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1_000,
                sandbox.internet.smtpPort(),
                true,
                Set.of("sender.rebound.test"));
        sender = new SmtpMailTransport(
                new MxRouter(dns, new Random(1)),
                new SmtpClientSettings(
                        "sender.rebound.test",
                        SmtpClientSettings.TlsUse.OPPORTUNISTIC,
                        SmtpTimeouts.all(Duration.ofSeconds(20)),
                        DestinationLimits.STANDARD));
    }

    @AfterAll
    static void stop() {
        sender.close();
        sandbox.close();
    }

    static Stream<Behaviour> behaviours() {
        return SandboxScript.standard().behaviours().values().stream();
    }

    @ParameterizedTest
    @MethodSource("behaviours")
    void seesWhatTheScriptPlays(Behaviour behaviour) {
        AttemptOutcome outcome = attempt(SandboxBehavioursTest.recipient(behaviour), "<1@rebound.test>");
        if (behaviour.action().isEmpty()) {
            assertTrue(assertInstanceOf(AttemptOutcome.Replied.class, outcome).delivered());
            return;
        }
        switch (behaviour.action().get()) {
            case Action.Answer answer -> {
                AttemptOutcome.Replied replied = assertInstanceOf(AttemptOutcome.Replied.class, outcome);
                assertEquals(answer.reply().code(), replied.reply().code());
                assertEquals(
                        answer.reply().lines().size(), replied.reply().lines().size());
                assertEquals(behaviour.stage().name(), replied.command().name());
            }
            case Action.Drop _ -> assertFailed(outcome, NetworkFailure.CONNECTION_LOST, behaviour);
            case Action.Stall _ -> assertFailed(outcome, NetworkFailure.CONNECTION_LOST, behaviour);
            case Action.Refuse _ -> assertFailed(outcome, NetworkFailure.CONNECTION_REFUSED, behaviour);
            case Action.Misresolve misresolve -> assertFailed(outcome, failure(misresolve.trouble()), behaviour);
        }
    }

    private static void assertFailed(AttemptOutcome outcome, NetworkFailure failure, Behaviour behaviour) {
        AttemptOutcome.Failed failed = assertInstanceOf(AttemptOutcome.Failed.class, outcome);
        assertEquals(failure, failed.failure(), failed.detail());
        assertEquals(behaviour.stage() == Stage.END_OF_DATA, failed.maybeAccepted());
    }

    private static NetworkFailure failure(DnsTrouble trouble) {
        return switch (trouble) {
            case NXDOMAIN, NO_RECORDS -> NetworkFailure.NO_SUCH_DOMAIN;
            case NULL_MX -> NetworkFailure.NULL_MX;
            case SERVFAIL, NO_ADDRESS, SILENCE -> NetworkFailure.DNS_TROUBLE;
        };
    }

    @Test
    void goesOnToTheSecondServerOverTlsIfTheFirstIsDown() {
        AttemptOutcome.Replied replied = assertInstanceOf(
                AttemptOutcome.Replied.class, attempt("ann+delivers@gmail.example", "<2@rebound.test>"));
        assertEquals("mx2.google.example", replied.remoteMta());
        assertTrue(replied.tls().encrypted());
    }

    @Test
    void messageArrivesOnceAlthoughItsAnswerWasLost() {
        long duplicates = sandbox.internet.deliveries().duplicates();
        String to = "bob+takes-without-answer@acme.example";
        assertInstanceOf(AttemptOutcome.Failed.class, attempt(to, "<3@rebound.test>"));
        assertInstanceOf(AttemptOutcome.Replied.class, attempt(to, "<3@rebound.test>"));
        assertEquals(duplicates + 1, sandbox.internet.deliveries().duplicates());
    }

    private static AttemptOutcome attempt(String recipient, String messageId) {
        Envelope envelope = new Envelope(
                EmailAddress.parse(SandboxFixture.RETURN_PATH).orElseThrow(),
                EmailAddress.parse(recipient).orElseThrow());
        String content = SandboxFixture.message(recipient, messageId);
        return sender.attempt(envelope, WholeMessage.given(content), () -> {});
    }
}
