package dev.rebound.server.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.server.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sam gives a consent instead of a password: to an authorization server of the test's, whose tokens Debian's Dovecot and Postfix take by
 * XOAUTH2. Skipped where {@code postfix}, {@code dovecot-imapd} and {@code dovecot-lmtpd} are not installed.
 */
@Tag("real-servers")
@SuppressWarnings("NullAway.Init") // filled before all tests
class OAuthInboxIT {

    private static final Pattern LINK = Pattern.compile("href=\"(http://127[^\"]+/authorize[^\"]+)\"");

    @TempDir
    private static Path servers;

    @TempDir
    private static Path folder;

    private static AuthorizationServer authorization;
    private static RealMailServers mail;
    private static SamsOffice office;
    private static Browser sam;
    private static String pages;

    @BeforeAll
    static void start() throws Exception {
        authorization = new AuthorizationServer();
        mail = new RealMailServers(servers)
                .withTokens(authorization.forDovecot())
                .start();
        Path secret = Files.writeString(folder.resolve("secret"), AuthorizationServer.SECRET + "\n");
        office = new SamsOffice(
                folder,
                Map.of(
                        "REBOUND_INBOXES_OTHER_CLIENT_ID", AuthorizationServer.CLIENT,
                        "REBOUND_INBOXES_OTHER_CLIENT_SECRET_FILE", secret.toString(),
                        "REBOUND_INBOXES_OTHER_AUTHORIZE_URL", authorization.at("/authorize"),
                        "REBOUND_INBOXES_OTHER_TOKEN_URL", authorization.at("/token"),
                        "REBOUND_INBOXES_OTHER_SCOPE", AuthorizationServer.SCOPE));
        sam = office.rebound().somebodyWho(Role.SALES);
        pages = "/a/" + office.rebound().account() + "/inboxes";
    }

    @AfterAll
    static void stop() throws Exception {
        if (sam != null) {
            sam.close();
            office.close();
        }
        if (mail != null) {
            mail.close();
        }
        authorization.close();
    }

    private static String consentLink(String address) {
        Map<String, String> form = new HashMap<>(Map.of(
                "address", address,
                "name", "Sam Hill",
                "provider", "other",
                "imap-host", "127.0.0.1",
                "imap-port", Integer.toString(mail.imap()),
                "imap-protection", "CLEAR",
                "smtp-host", "127.0.0.1",
                "smtp-port", Integer.toString(mail.submission()),
                "smtp-protection", "CLEAR"));
        sam.get(pages + "/new");
        HttpResponse<String> page = sam.submit(pages + "/consent", form);
        Matcher link = LINK.matcher(page.body());
        assertTrue(link.find(), page.body());
        return link.group(1).replace("&amp;", "&");
    }

    /** Where the provider sends whoever follows its link. */
    private static URI back(String link) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
            assertEquals(302, answer.statusCode(), answer.body());
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        }
    }

    private static HttpResponse<String> consent(String address) throws IOException, InterruptedException {
        URI back = back(consentLink(address));
        return sam.get(back.getRawPath() + "?" + back.getRawQuery());
    }

    private static byte[] report(OneToOneMessage about, String sender) {
        return SampleReports.unknownUser(sender, about.email().headerId(), "ann@there.example");
    }

    @Test
    void aConsentConnectsIsRenewedAndWhenItIsRevokedThePageAsksForItAgain() throws Exception {
        String address = "sam1@here.example";
        assertEquals(303, consent(address).statusCode());
        Inbox inbox = office.awaitState(address, InboxState.CONNECTED);
        office.await(() -> office.inbox(address).condition().seenAt());
        // Handed over by XOAUTH2 too: Postfix asks Dovecot.
        OneToOneMessage written = office.write(inbox, "ann@there.example");
        mail.deliver(address, "", "report1", report(written, address));
        office.awaitReports(address, 1);
        byte[] before = office.inboxes().sealed(inbox.id()).orElseThrow();

        // The token is ended before its time: it is renewed, and what comes next is found.
        authorization.endAccess();
        mail.stopDovecot();
        mail.startDovecot();
        office.await(() -> Optional.of(authorization.renewals.get()).filter(renewals -> renewals > 0));
        office.awaitState(address, InboxState.CONNECTED);
        assertFalse(Arrays.equals(before, office.inboxes().sealed(inbox.id()).orElseThrow()), "the new one is kept");

        authorization.revoke();
        mail.stopDovecot();
        mail.startDovecot();
        Inbox needs = office.awaitState(address, InboxState.SIGN_IN_NEEDED);
        assertEquals(
                MailTrouble.Kind.CONSENT_REVOKED,
                needs.condition().trouble().orElseThrow().kind());
        String english = sam.get(pages).body();
        assertTrue(english.contains("The consent is not in force any more."), english);
        assertTrue(english.contains("Connect again and give it once more."), english);
        mail.deliver(address, "", "report2", report(written, address));

        assertEquals(303, consent(address).statusCode());
        office.awaitState(address, InboxState.CONNECTED);
        office.await(() -> Optional.of(office.inbox(address).figures()).filter(seen -> seen.looked() == 2));
        assertEquals(1, office.onTimeline("ann@there.example", LedgerEvent.Bounced.class));
    }

    @Test
    void aTokenThatEndsSoonIsRenewedBeforeItIsUsed() throws Exception {
        String address = "sam2@here.example";
        authorization.seconds = 30;
        int before = authorization.renewals.get();
        try {
            assertEquals(303, consent(address).statusCode());
            office.await(() -> office.inbox(address).condition().seenAt());
        } finally {
            authorization.seconds = 3_600;
        }

        assertTrue(authorization.renewals.get() > before);
    }

    @Test
    void whoSaysNoIsBackAtTheFormWithWhatTheProviderSaid() throws Exception {
        String address = "sam3@here.example";
        authorization.refuse(address);

        HttpResponse<String> page = consent(address);

        assertEquals(422, page.statusCode());
        assertTrue(page.body().contains("The provider did not give the consent."), page.body());
        assertTrue(page.body().contains("access_denied she said &lt;no&gt;"), page.body());
        assertTrue(page.body().contains("value=\"127.0.0.1\""), "the servers are still there");
    }

    @Test
    void anAnswerCountsForWhoAskedAndOnce() throws Exception {
        URI back = back(consentLink("sam4@here.example"));
        String answer = back.getRawPath() + "?" + back.getRawQuery();
        try (Browser other = office.rebound().somebodyWho(Role.OWNER)) {
            assertEquals(422, other.get(answer).statusCode());
            assertTrue(other.get(answer).body().contains("was not for you"));
        }
        assertEquals(422, sam.get(answer.replace("code=", "code=x")).statusCode());

        assertEquals(303, sam.get(answer).statusCode());
        assertEquals(422, sam.get(answer).statusCode(), "a code is taken once");
    }
}
