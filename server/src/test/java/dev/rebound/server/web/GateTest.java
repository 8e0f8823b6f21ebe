package dev.rebound.server.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.Browser;
import dev.rebound.server.InMemoryAccounts;
import dev.rebound.server.InMemoryAuditLog;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.WebSettings;
import dev.rebound.server.session.Passwords;
import dev.rebound.server.session.SecretToken;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.signin.SignInPages;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The frame around every page, with a feature of the test's own behind it. */
class GateTest {

    private static final String PASSWORD = "correct horse";

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final WorldClock clock = WorldClock.system();
    private HttpFront front;
    private Browser browser;

    GateTest() {
        AccountId own = accounts.create("Own", Instant.EPOCH);
        accounts.create("Foreign", Instant.EPOCH);
        String hash = new Passwords().hash(PASSWORD);
        accounts.createUser("ann", "Ann", hash, false, List.of(own));
        accounts.createUser("olga", "Olga", hash, true, List.of());
        WebSettings settings = Configuration.read(Optional.empty(), Map.of("REBOUND_HTTP_PORT", "0"))
                .web();
        Sessions sessions = new Sessions(accounts, audit, clock, InstantSource.system(), settings.signInFor());
        Feature probe =
                routes -> routes.get("/a/{account}/probe", Access.ACCOUNT, v -> echo(v, "account " + v.account()))
                        .post("/a/{account}/probe", Access.ACCOUNT, v -> echo(v, v.form("said")))
                        .get("/operator/probe", Access.OPERATOR, v -> echo(v, "operator"))
                        .get("/api/v1/probe", Access.API_KEY, v -> echo(v, "key of " + v.account()))
                        .get("/broken", Access.PUBLIC, v -> {
                            throw new IllegalStateException("as the test wants");
                        });
        front = HttpFront.start(
                settings,
                accounts,
                sessions,
                new Site(settings, accounts, clock, new NoKeptAnswers(), false),
                List.of(new SignInPages(sessions, accounts), probe));
        browser = new Browser(front.port());
    }

    private static void echo(Visit visit, String text) {
        visit.http().result(text);
    }

    @BeforeEach
    void visitSignInPage() {
        assertEquals(200, browser.get("/sign-in").statusCode());
    }

    @AfterEach
    void stop() {
        browser.close();
        front.close();
    }

    @Test
    void whoHasNotSignedInIsSentToTheSignInPageAndBackAgain() {
        HttpResponse<String> refused = browser.get("/a/1/probe?x=1");
        assertEquals("/sign-in?to=%2Fa%2F1%2Fprobe%3Fx%3D1", location(refused));

        HttpResponse<String> done =
                browser.submit("/sign-in", Map.of("login", "Ann", "password", PASSWORD, "to", "/a/1/probe?x=1"));

        assertEquals(303, done.statusCode());
        assertEquals("/a/1/probe?x=1", location(done));
        assertEquals("account 1", browser.get("/a/1/probe").body());
    }

    @Test
    void signInNeverLeadsToAnotherSite() {
        for (String to : List.of("//evil.example/", "/\\evil.example", "https://evil.example/", "/\t/evil.example")) {
            HttpResponse<String> done =
                    browser.submit("/sign-in", Map.of("login", "ann", "password", PASSWORD, "to", to));
            assertEquals("/", location(done), to);
            browser.close();
            browser = new Browser(front.port());
            browser.get("/sign-in");
        }
    }

    @Test
    void theSessionCookieIsNotForScriptsOrOtherSites() {
        HttpResponse<String> done = browser.submit("/sign-in", Map.of("login", "ann", "password", PASSWORD));
        String cookie = done.headers().allValues("set-cookie").stream()
                .filter(line -> line.startsWith("rebound_session="))
                .findFirst()
                .orElseThrow();
        assertTrue(cookie.contains("HttpOnly"), cookie);
        assertTrue(cookie.contains("SameSite=Lax"), cookie);
    }

    @Test
    void theStoreNeverSeesTheSessionsToken() {
        HttpResponse<String> done = browser.submit("/sign-in", Map.of("login", "ann", "password", PASSWORD));
        String token = done.headers().allValues("set-cookie").stream()
                .filter(line -> line.startsWith("rebound_session="))
                .map(line -> line.substring("rebound_session=".length(), line.indexOf(';')))
                .findFirst()
                .orElseThrow();
        assertTrue(accounts.session(token, Instant.now()).isEmpty());
        assertTrue(accounts.session(SecretToken.hashOf(token), Instant.now()).isPresent());
    }

    @Test
    void aWrongPasswordIsRefusedAndAudited() {
        HttpResponse<String> refused = browser.submit("/sign-in", Map.of("login", "ann", "password", "wrong"));
        assertEquals(401, refused.statusCode());
        assertTrue(refused.body().contains("Login or password is wrong."));
        assertEquals(
                AuditAction.SIGN_IN_FAILED,
                audit.page(Optional.empty(), Optional.empty(), 1)
                        .getFirst()
                        .entry()
                        .action());
    }

    @Test
    void guessingIsStoppedEvenIfTheLastGuessIsRight() {
        for (int i = 0; i < 5; i++) {
            browser.submit("/sign-in", Map.of("login", "ann", "password", "guess " + i));
        }
        HttpResponse<String> refused = browser.submit("/sign-in", Map.of("login", "ann", "password", PASSWORD));
        assertEquals(429, refused.statusCode());
    }

    @Test
    void aFormWithoutTheRightTokenChangesNothing() {
        browser.signIn("ann", PASSWORD);
        assertEquals(403, browser.post("/a/1/probe", Map.of("said", "x")).statusCode());
        assertEquals(
                403,
                browser.post("/a/1/probe", Map.of("said", "x", "csrf", "guess")).statusCode());
        assertEquals(403, browser.post("/sign-out", Map.of()).statusCode());
        assertEquals("account 1", browser.get("/a/1/probe").body());
    }

    @Test
    void aFormSentFromAnotherSiteIsRefusedWhateverItCarries() {
        browser.signIn("ann", PASSWORD);
        browser.get("/nowhere");
        assertEquals(200, browser.submit("/a/1/probe", Map.of("said", "x")).statusCode());
        HttpResponse<String> refused = browser.send(browser.request("/a/1/probe")
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("said=x"))
                .build());
        assertEquals(403, refused.statusCode());
    }

    @Test
    void anAccountOfOthersLooksLikeOneThatDoesNotExist() {
        browser.signIn("ann", PASSWORD);
        HttpResponse<String> foreign = browser.get("/a/2/probe");
        HttpResponse<String> none = browser.get("/a/99/probe");
        HttpResponse<String> nonsense = browser.get("/a/-1/probe");
        assertEquals(404, foreign.statusCode());
        assertEquals(404, none.statusCode());
        assertEquals(404, nonsense.statusCode());
        assertEquals(none.body().replace("99", "2"), foreign.body());
    }

    @Test
    void operatorsPagesAreForOperators() {
        browser.signIn("ann", PASSWORD);
        assertEquals(403, browser.get("/operator/probe").statusCode());
        try (Browser other = new Browser(front.port())) {
            other.signIn("olga", PASSWORD);
            assertEquals("operator", other.get("/operator/probe").body());
            assertEquals("account 2", other.get("/a/2/probe").body());
        }
    }

    @Test
    void anApiKeyOpensItsAccountAndACookieDoesNot() {
        browser.signIn("ann", PASSWORD);
        assertEquals(401, browser.get("/api/v1/probe").statusCode());
        accounts.createApiKey(new AccountId(2), "crm", KeyScope.ACCOUNT, SecretToken.hashOf("secret"), Instant.EPOCH);
        HttpResponse<String> answer = browser.send(browser.request("/api/v1/probe")
                .header("Authorization", "Bearer secret")
                .build());
        assertEquals("key of 2", answer.body());
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        browser.signIn("ann", PASSWORD);
        browser.get("/nowhere");
        assertEquals(303, browser.submit("/sign-out", Map.of()).statusCode());
        assertEquals(303, browser.get("/a/1/probe").statusCode());
    }

    @Test
    void everyAnswerCarriesTheProtectingHeaders() {
        for (String path : List.of("/sign-in", "/nowhere", "/a/1/probe", "/broken")) {
            HttpResponse<String> answer = browser.get(path);
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.contains("default-src 'none'") && !policy.contains("unsafe"), path + ": " + policy);
            assertEquals(
                    "nosniff",
                    answer.headers().firstValue("X-Content-Type-Options").orElse(""),
                    path);
            assertTrue(answer.headers().firstValue("Server").isEmpty(), path);
        }
    }

    @Test
    void aMistakeOfOursGivesANumberAndNoDetails() {
        HttpResponse<String> answer = browser.get("/broken");
        assertEquals(500, answer.statusCode());
        assertFalse(answer.body().contains("as the test wants"));
        assertTrue(answer.body().contains("give this number"));
    }

    @Test
    void errorsAreToldInTheReadersLanguage() {
        String english = browser.get("/nowhere").body();
        String chinese =
                browser.speaking("zh-CN,zh;q=0.9,en;q=0.8").get("/nowhere").body();
        assertTrue(english.contains("No such page") && english.contains("lang=\"en\""));
        assertTrue(chinese.contains("页面不存在") && chinese.contains("lang=\"zh-CN\""));
    }

    @Test
    void theLanguageSwitchIsRemembered() {
        HttpResponse<String> answer = browser.get("/language/zh-CN?to=%2Fsign-in");
        assertEquals("/sign-in", location(answer));
        assertTrue(browser.get("/sign-in").body().contains("登录名"));
    }

    @Test
    void theWrongMethodIsSaidToBeWrong() {
        assertEquals(405, browser.get("/sign-out").statusCode());
    }

    @Test
    void aFormThatIsTooLargeIsRefused() {
        HttpResponse<String> answer =
                browser.submit("/sign-in", Map.of("login", "a".repeat(17_000_000), "password", ""));
        assertEquals(413, answer.statusCode());
    }

    @Test
    void assetsMayBeKeptForEver() {
        String page = browser.get("/sign-in").body();
        int start = page.indexOf("/assets/");
        String address = page.substring(start, page.indexOf('"', start));
        HttpResponse<String> asset = browser.get(address);
        assertEquals(200, asset.statusCode());
        assertTrue(asset.headers().firstValue("Cache-Control").orElse("").contains("immutable"));
        assertEquals(
                404, browser.get("/assets/x/..%2f..%2fapplication.properties").statusCode());
    }

    @Test
    void aPortInUseIsNamedWithItsSetting() {
        WebSettings taken = Configuration.read(
                        Optional.empty(), Map.of("REBOUND_HTTP_PORT", Integer.toString(front.port())))
                .web();
        Sessions sessions = new Sessions(accounts, audit, clock, InstantSource.system(), taken.signInFor());
        Site site = new Site(taken, accounts, clock, new NoKeptAnswers(), false);
        PortInUseException refused = assertThrows(
                PortInUseException.class, () -> HttpFront.start(taken, accounts, sessions, site, List.of()));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("port " + front.port()), message);
        assertTrue(message.contains("http.port"), message);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
