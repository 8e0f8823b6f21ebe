package dev.rebound.server.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.Browser;
import dev.rebound.server.CheapHash;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.WebSettings;
import dev.rebound.server.session.Passwords;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frame around every page, with a feature of the test's own behind it. */
class GateTest {

    private static final String PASSWORD = "correct horse";
    /** Long enough to occur in no token by chance. */
    private static final String NO_ACCOUNT = "987654321";

    private final WorldClock clock = WorldClock.system();

    @TempDir
    private Path folder;

    private Store store;
    private AccountId own;
    private HttpFront front;
    private Browser browser;

    @BeforeEach
    void open() {
        store = Store.open(FreshFolder.at(folder), StoreSettings.standard());
        own = store.accounts().create("Own", Instant.EPOCH);
        store.accounts().create("Foreign", Instant.EPOCH);
        String hash = CheapHash.of(PASSWORD);
        person("ann", hash, false, new Membership(own, Role.OWNER));
        person("rita", hash, false, new Membership(own, Role.READ_ONLY));
        person("olga", hash, true);
        Feature probe = routes -> routes.get(
                        "/a/{account}/probe", Access.to(Permission.VIEW), v -> echo(v, "account " + v.account()))
                .post("/a/{account}/probe", Access.to(Permission.SEND), v -> echo(v, v.form("said")))
                .get("/operator/probe", Access.OPERATOR, v -> echo(v, "operator"))
                .get("/api/v1/probe", Access.key(Permission.VIEW), v -> echo(v, "key of " + v.account()))
                .post("/api/v1/probe", Access.key(Permission.SEND), v -> echo(v, "sent"))
                .get("/broken", Access.PUBLIC, v -> {
                    throw new IllegalStateException("as the test wants");
                });
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
        assertTrue(store.sessions().find(token, Instant.now()).isEmpty());
        assertTrue(
                store.sessions().find(SecretToken.hashOf(token), Instant.now()).isPresent());
    }

    @Test
    void aWrongPasswordIsRefusedAndAudited() {
        HttpResponse<String> refused = browser.submit("/sign-in", Map.of("login", "ann", "password", "wrong"));
        assertEquals(401, refused.statusCode());
        assertTrue(refused.body().contains("Login or password is wrong."));
        assertEquals(
                AuditAction.SIGN_IN_FAILED,
                store.auditLog()
                        .page(Optional.empty(), Optional.empty(), 1)
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
        HttpResponse<String> none = browser.get("/a/" + NO_ACCOUNT + "/probe");
        HttpResponse<String> nonsense = browser.get("/a/-1/probe");
        assertEquals(404, foreign.statusCode());
        assertEquals(404, none.statusCode());
        assertEquals(404, nonsense.statusCode());
        assertEquals(none.body().replace(NO_ACCOUNT, "2"), foreign.body());
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
    void whoMayLookAndNotDoIsToldWhatIsMissing() {
        browser.signIn("rita", PASSWORD);
        assertEquals("account 1", browser.get("/a/1/probe").body());
        browser.get("/nowhere");
        HttpResponse<String> refused = browser.submit("/a/1/probe", Map.of("said", "x"));
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("What is missing: Send and schedule."), refused.body());
        assertEquals(404, browser.submit("/a/2/probe", Map.of("said", "x")).statusCode());
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneAtOnce() {
        browser.signIn("rita", PASSWORD);
        assertEquals(200, browser.get("/a/1/probe").statusCode());
        long rita = store.people().find("rita").orElseThrow().id();
        store.people().remove(rita, own);
        assertEquals(404, browser.get("/a/1/probe").statusCode());
    }

    @Test
    void whoIsKeptOutIsSignedOutAndCannotComeBack() {
        browser.signIn("rita", PASSWORD);
        store.people().lock(store.people().find("rita").orElseThrow().id(), true);
        assertEquals(303, browser.get("/a/1/probe").statusCode());
        browser.get("/sign-in");
        HttpResponse<String> refused = browser.submit("/sign-in", Map.of("login", "rita", "password", PASSWORD));
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("An operator keeps you out."), refused.body());
    }

    @Test
    void whosePasswordSomebodyElseKnowsChangesItFirst() {
        store.people()
                .setPassword(store.people().find("rita").orElseThrow().id(), new Passwords().hash(PASSWORD), true);
        browser.signIn("rita", PASSWORD);
        assertEquals("/me/password", location(browser.get("/a/1/probe")));
        assertEquals("/me/password", location(browser.get("/operator/probe")));
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
        WebSettings taken = settings(Integer.toString(front.port()));
        HttpFront.Doors doors = doors(taken);
        Site site = site(taken);
        PortInUseException refused =
                assertThrows(PortInUseException.class, () -> HttpFront.start(taken, doors, site, List.of()));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("port " + front.port()), message);
        assertTrue(message.contains("http.port"), message);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
