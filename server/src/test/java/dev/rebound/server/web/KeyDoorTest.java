package dev.rebound.server.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.ApiKeys.NewKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.Browser;
import dev.rebound.server.CheapHash;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.WebSettings;
import dev.rebound.server.session.SecretToken;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.signin.SignInPages;
import dev.rebound.store.FreshFolder;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where programs come in with their keys. */
class KeyDoorTest {

    private static final String PASSWORD = "correct horse";

    private final WorldClock clock = WorldClock.system();

    @TempDir
    private Path folder;

    private Store store;
    private AccountId own;
    private AccountId foreign;
    private HttpFront front;
    private Browser browser;

    @BeforeEach
    void open() {
        store = Store.open(FreshFolder.at(folder), StoreSettings.standard());
        own = store.accounts().create("Own", Instant.EPOCH);
        foreign = store.accounts().create("Foreign", Instant.EPOCH);
        String hash = CheapHash.of(PASSWORD);
        person("ann", hash, false, new Membership(own, Role.OWNER));
        Feature probe = routes -> routes.get(
                        "/api/v1/probe", Access.key(Permission.VIEW), v -> echo(v, "key of " + v.account()))
                .post("/api/v1/probe", Access.key(Permission.SEND), v -> echo(v, "sent"));
        WebSettings settings = settings("0");
        front = HttpFront.start(
                settings,
                doors(settings),
                site(settings),
                List.of(new SignInPages(sessions(settings), store.accounts()), probe));
        browser = new Browser(front.port());
        assertEquals(200, browser.get("/sign-in").statusCode());
    }

    private void person(String login, String hash, boolean operator, Membership... memberships) {
        store.people().create(new NewPerson(login, login, hash, operator, false, List.of(memberships)));
    }

    private static WebSettings settings(String port) {
        return Configuration.read(
                        Optional.empty(), Map.of("REBOUND_HTTP_PORT", port, "REBOUND_API_REQUESTS_PER_MINUTE", "3"))
                .web();
    }

    private Sessions sessions(WebSettings settings) {
        return new Sessions(
                new Sessions.Ports(store.accounts(), store.people(), store.sessions(), store.auditLog()),
                clock,
                InstantSource.system(),
                settings.signInFor());
    }

    private HttpFront.Doors doors(WebSettings settings) {
        return new HttpFront.Doors(store.accounts(), sessions(settings), store.apiKeys(), InstantSource.system());
    }

    private Site site(WebSettings settings) {
        return new Site(settings, store.accounts(), clock, new NoKeptAnswers(), false);
    }

    private static void echo(Visit visit, String text) {
        visit.http().result(text);
    }

    @AfterEach
    void stop() {
        browser.close();
        front.close();
        store.close();
    }

    private void key(String secret, Set<KeyScope> scopes, Optional<Instant> expiresAt) {
        store.apiKeys()
                .create(new NewKey(
                        foreign,
                        secret,
                        scopes,
                        SecretToken.hashOf(secret),
                        Instant.EPOCH,
                        expiresAt,
                        Optional.empty()));
    }

    private HttpResponse<String> probe(String method, String secret) {
        return browser.send(browser.request("/api/v1/probe")
                .header("Authorization", "Bearer " + secret)
                .method(method, BodyPublishers.noBody())
                .build());
    }

    @Test
    void anApiKeyOpensItsAccountAndACookieDoesNot() {
        browser.signIn("ann", PASSWORD);
        assertEquals(401, browser.get("/api/v1/probe").statusCode());
        key("secret", Set.of(KeyScope.READ), Optional.empty());
        assertEquals("key of 2", probe("GET", "secret").body());
        assertTrue(store.apiKeys()
                .find(SecretToken.hashOf("secret"))
                .orElseThrow()
                .life()
                .lastUsedAt()
                .isPresent());
    }

    @Test
    void aKeyThatLacksTheScopeIsToldWhich() {
        key("secret", Set.of(KeyScope.READ), Optional.empty());
        HttpResponse<String> refused = probe("POST", "secret");
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("urn:rebound:problem:scope-missing"), refused.body());
        assertTrue(refused.body().contains("This needs the scope SEND."), refused.body());
    }

    @Test
    void anExpiredOrRevokedKeyIsToldSinceWhen() {
        key("old", Set.of(KeyScope.READ), Optional.of(Instant.parse("2026-01-01T00:00:00Z")));
        HttpResponse<String> expired = probe("GET", "old");
        assertEquals(401, expired.statusCode());
        assertEquals(
                "Bearer realm=\"Rebound\"",
                expired.headers().firstValue("WWW-Authenticate").orElse(""));
        assertEquals(
                "application/problem+json",
                expired.headers().firstValue("Content-Type").orElse("").split(";", -1)[0]);
        assertTrue(expired.body().contains("urn:rebound:problem:key-expired"), expired.body());
        assertTrue(expired.body().contains("until 2026-01-01T00:00:00Z"), expired.body());

        key("gone", Set.of(KeyScope.READ), Optional.empty());
        long id = store.apiKeys().of(foreign).getFirst().id();
        store.apiKeys().revoke(foreign, id, Instant.parse("2026-02-01T00:00:00Z"));
        HttpResponse<String> revoked = probe("GET", "gone");
        assertEquals(401, revoked.statusCode());
        assertTrue(revoked.body().contains("urn:rebound:problem:key-revoked"), revoked.body());
    }

    @Test
    void aKeyThatCallsTooOftenIsToldWhenToComeBack() {
        key("secret", Set.of(KeyScope.READ), Optional.empty());
        HttpResponse<String> first = probe("GET", "secret");
        assertEquals(
                "\"key\";q=3;w=60",
                first.headers().firstValue("RateLimit-Policy").orElse(""));
        assertEquals("\"key\";r=2;t=0", first.headers().firstValue("RateLimit").orElse(""));
        probe("GET", "secret");
        probe("GET", "secret");
        HttpResponse<String> refused = probe("GET", "secret");
        assertEquals(429, refused.statusCode());
        assertTrue(refused.body().contains("urn:rebound:problem:too-many"), refused.body());
        long seconds =
                Long.parseLong(refused.headers().firstValue("Retry-After").orElse("0"));
        assertTrue(seconds >= 1 && seconds <= 20, "Retry-After " + seconds);
    }
}
