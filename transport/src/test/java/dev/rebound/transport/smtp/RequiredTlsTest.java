package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.ledger.TlsDemand;
import dev.rebound.engine.ledger.TlsState;
import dev.rebound.engine.ledger.TlsState.CertificateState;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where TLS is required nothing goes without it, and what the certificate proves is recorded always. */
class RequiredTlsTest extends DialogueBench {

    private static final String OFFERED = """
        S: 220 mx.example
        C: EHLO out.example
        S: 250-mx.example
        S: 250 STARTTLS
        """;
    private static final String BEGUN = OFFERED + "C: STARTTLS\nS: 220 go\n";
    private static final String IN_TLS = """
        C: EHLO out.example
        S: 250-mx.example
        S: 250 PIPELINING
        """;
    private static final String DELIVERED = """
        C: MAIL FROM:<b+t@bounce.example>
        C: RCPT TO:<ann@there.example>
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 354 go
        C* end of data
        S: 250 taken
        """;

    private TlsState.Encrypted deliveredWith(String certificate, TlsUse use) throws Exception {
        try (ScriptedServer server = new ScriptedServer(BEGUN + certificate + "\n" + IN_TLS + DELIVERED + "close")) {
            use(use, Optional.empty(), server.address());
            AttemptOutcome.Replied outcome = replied(attempt());
            assertTrue(outcome.delivered());
            server.assertPlayed();
            return (TlsState.Encrypted) outcome.tls();
        }
    }

    private void notDelivered(String script, TlsUse use, String detail) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            use(use, Optional.empty(), server.address());
            AttemptOutcome.Failed outcome = failed(attempt());
            assertEquals("TLS_FAILED at STARTTLS", summary(outcome));
            assertTrue(outcome.detail().contains(detail), outcome.detail());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void aValidCertificateIsRecordedWithProtocolAndCipher() throws Exception {
        TlsState.Encrypted tls = deliveredWith("tls", TlsUse.VERIFIED);
        assertEquals(
                new TlsState.Encrypted("TLSv1.3", "TLS_AES_256_GCM_SHA384", CertificateState.VALID, TlsDemand.VERIFIED),
                tls);
    }

    @Test
    void whyACertificateProvesNothingIsRecordedThoughTheMessageGoes() throws Exception {
        assertEquals(
                CertificateState.HOST_MISMATCH,
                deliveredWith("tls other", TlsUse.OPPORTUNISTIC).certificate());
        assertEquals(
                CertificateState.EXPIRED,
                deliveredWith("tls expired", TlsUse.ENCRYPTED).certificate());
    }

    @Test
    void aCertificateOfNobodyWeTrustIsRecordedAsThat() throws Exception {
        try (ScriptedServer server = new ScriptedServer(BEGUN + "tls\n" + IN_TLS + DELIVERED + "close")) {
            use(server);
            TlsState.Encrypted tls = (TlsState.Encrypted) replied(attempt()).tls();
            assertEquals(CertificateState.NOT_TRUSTED, tls.certificate());
        }
    }

    @Test
    void verifiedRefusesACertificateForAnotherName() throws Exception {
        notDelivered(BEGUN + "tls other", TlsUse.VERIFIED, "HOST_MISMATCH");
    }

    @Test
    void verifiedRefusesAnExpiredCertificate() throws Exception {
        notDelivered(BEGUN + "tls expired", TlsUse.VERIFIED, "EXPIRED");
    }

    @Test
    void aServerThatDoesNotOfferTlsGetsNothing() throws Exception {
        notDelivered(OFFERED.replace("STARTTLS", "SIZE"), TlsUse.ENCRYPTED, "does not offer TLS");
    }

    @Test
    void aServerThatDeclinesTlsGetsNothing() throws Exception {
        notDelivered(OFFERED + "C: STARTTLS\nS: 454 4.7.0 Not now\n", TlsUse.ENCRYPTED, "454 4.7.0 Not now");
    }

    @Test
    void afterAFailedHandshakeNothingIsTriedInClear() throws Exception {
        notDelivered(BEGUN + "S: this is no handshake\nclose", TlsUse.ENCRYPTED, "handshake");
    }

    @Test
    void theNextServerIsTriedWhenTheFirstProvesNothing() throws Exception {
        try (ScriptedServer first = new ScriptedServer(BEGUN + "tls other");
                ScriptedServer second = new ScriptedServer(BEGUN + "tls\n" + IN_TLS + DELIVERED + "close")) {
            use(TlsUse.VERIFIED, Optional.empty(), first.address(), second.address());
            assertEquals("mx2.example", replied(attempt()).remoteMta());
        }
    }

    @Test
    void aKeptConnectionIsNotUsedForMailThatAsksForMore() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                OFFERED.replace("STARTTLS", "PIPELINING") + DELIVERED + "C: QUIT\nS: 221 Bye\n",
                BEGUN + "tls\n" + IN_TLS + DELIVERED.replace("ann@there", "ann@strict") + "close")) {
            SmtpClientSettings settings = settings(patient(), LIMITS);
            TlsPolicy strict = domain ->
                    TlsPolicy.Requirement.of(domain.equals("strict.example") ? TlsUse.VERIFIED : TlsUse.OPPORTUNISTIC);
            use(strict, settings, server.address());
            assertTrue(replied(attempt()).delivered());
            TlsState kept =
                    replied(attempt(envelope("ann@strict.example"), MESSAGE)).tls();
            assertTrue(kept.verified());
            assertEquals(TlsDemand.VERIFIED, ((TlsState.Encrypted) kept).demand());
        }
    }

    @Test
    void aHostThatThePolicyDoesNotNameIsNotConnectedTo() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            TlsPolicy onlyOther =
                    domain -> new TlsPolicy.Requirement(TlsUse.VERIFIED, "mx9.example"::equals, TlsDemand.MTA_STS);
            use(onlyOther, settings(patient(), LIMITS), server.address());
            assertEquals("TLS_FAILED at -", summary(attempt()));
            assertEquals(0, server.connections());
        }
    }
}
