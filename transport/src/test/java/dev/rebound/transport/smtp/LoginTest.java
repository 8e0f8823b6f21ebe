package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.ledger.TlsState;
import dev.rebound.engine.ledger.TlsState.CertificateState;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How we sign in to a relay, and that no misfortune there bounces anybody's mail. */
class LoginTest extends DialogueBench {

    private static final Login PASSWORD = new Login.Password("tim", () -> "tanstaaftanstaaf", false);
    private static final Login TOKEN = new Login.AccessToken("tim@here.example", () -> "ya29.token", false);

    private static String offering(String mechanisms) {
        return """
            S: 220 relay.example
            C: EHLO out.example
            S: 250-relay.example
            S: 250-PIPELINING
            S: 250 AUTH %s
            """.formatted(mechanisms);
    }

    private static final String DELIVERED = """
        C: MAIL FROM:<b+t@bounce.example>
        C: RCPT TO:<ann@there.example>
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 354 go
        C* end of data
        S: 250 taken
        C: QUIT
        S: 221 Bye
        """;

    private AttemptOutcome attemptWith(Login login, String script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            use(TlsUse.OPPORTUNISTIC, Optional.of(login), server.address());
            AttemptOutcome outcome = attempt();
            close();
            server.assertPlayed();
            return outcome;
        }
    }

    private void delivered(Login login, String script) throws Exception {
        assertTrue(replied(attemptWith(login, script + DELIVERED)).delivered());
    }

    private void notSignedIn(Login login, String script, String detail) throws Exception {
        AttemptOutcome.Failed outcome = failed(attemptWith(login, script));
        assertEquals("NOT_AUTHENTICATED at AUTH", summary(outcome));
        assertTrue(outcome.detail().contains(detail), outcome.detail());
        assertFalse(outcome.detail().contains("tanstaaf"), outcome.detail());
    }

    @Test
    void plainSendsNameAndPasswordAtOnce() throws Exception {
        delivered(PASSWORD, offering("LOGIN PLAIN") + """
            C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm
            S: 235 2.7.0 Welcome
            """);
    }

    @Test
    void loginAnswersTwoQuestions() throws Exception {
        delivered(PASSWORD, offering("LOGIN") + """
            C: AUTH LOGIN
            S: 334 VXNlcm5hbWU6
            C: dGlt
            S: 334 UGFzc3dvcmQ6
            C: dGFuc3RhYWZ0YW5zdGFhZg==
            S: 235 2.7.0 Welcome
            """);
    }

    @Test
    void theOldFormOfTheOfferIsUnderstood() throws Exception {
        delivered(PASSWORD, offering("").replace("AUTH ", "AUTH=PLAIN") + """
            C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm
            S: 235 2.7.0 Welcome
            """);
    }

    @Test
    void anAccessTokenGoesByXoauth2() throws Exception {
        delivered(TOKEN, offering("PLAIN XOAUTH2") + """
            C: AUTH XOAUTH2 dXNlcj10aW1AaGVyZS5leGFtcGxlAWF1dGg9QmVhcmVyIHlhMjkudG9rZW4BAQ==
            S: 235 2.7.0 Welcome
            """);
    }

    @Test
    void aRefusedTokenIsAnsweredEmptyToHearWhy() throws Exception {
        notSignedIn(TOKEN, offering("XOAUTH2") + """
            C: AUTH XOAUTH2 dXNlcj10aW1AaGVyZS5leGFtcGxlAWF1dGg9QmVhcmVyIHlhMjkudG9rZW4BAQ==
            S: 334 eyJzdGF0dXMiOiI0MDEifQ==
            C:\s
            S: 535 5.7.8 Expired
            """, "535 5.7.8 Expired");
    }

    @Test
    void aRefusedPasswordIsOurTroubleAndNotTheRecipients() throws Exception {
        notSignedIn(PASSWORD, offering("PLAIN") + """
            C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm
            S: 535 5.7.8 Wrong
            """, "535 5.7.8 Wrong");
    }

    @Test
    void aRelayThatOffersNothingOfOursIsNotUsed() throws Exception {
        notSignedIn(PASSWORD, offering("GSSAPI"), "GSSAPI");
    }

    @Test
    void aRelayThatOffersNoLoginIsNotUsed() throws Exception {
        notSignedIn(PASSWORD, offering("PLAIN").replace("AUTH PLAIN", "SIZE"), "none of the ways");
    }

    @Test
    void aRelayThatDoesNotProveThatItKnowsThePasswordGetsNoMail() throws Exception {
        // What a server without the password can do: accept whatever proof it is given.
        notSignedIn(PASSWORD, offering("SCRAM-SHA-256 PLAIN") + """
            C~ AUTH SCRAM-SHA-256
            S: 235 2.7.0 Welcome
            """, "did not prove");
    }

    @Test
    void onlyAServerThatIsProvenOrOnThisMachineIsToldThePassword() throws Exception {
        InetAddress there = InetAddress.getByName("192.0.2.1");
        TlsState clear = new TlsState.Clear();
        TlsState wrongName = new TlsState.Encrypted("TLSv1.3", "any", CertificateState.HOST_MISMATCH);
        TlsState proven = new TlsState.Encrypted("TLSv1.3", "any", CertificateState.VALID);
        assertFalse(Authentication.mayTell(PASSWORD, clear, there));
        assertFalse(Authentication.mayTell(PASSWORD, wrongName, there));
        assertTrue(Authentication.mayTell(PASSWORD, proven, there));
        assertTrue(Authentication.mayTell(PASSWORD, clear, InetAddress.getLoopbackAddress()));
        assertTrue(Authentication.mayTell(new Login.Password("tim", () -> "x", true), clear, there));
    }

    @Test
    void aLoginDoesNotShowItsSecret() {
        assertFalse((PASSWORD + " " + TOKEN).matches(".*(tanstaaf|ya29).*"), PASSWORD + " " + TOKEN);
    }
}
