package dev.rebound.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.server.web.Routes.Route;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page, in a real browser, before the eyes of axe-core: in both languages, light and dark, at a desk and on a phone. The
 * pages are those that the server has, so one that is added is looked at; what is no page is named here.
 */
@Tag("browser")
class AccessibilityIT {

    private static final Pattern HOLE = Pattern.compile("\\{([^}]*)}");

    /** Routes that answer with something else than a page, or lead to one. */
    private static final Pattern NO_PAGE = Pattern.compile(
            "/api/.*|/assets/.*|/metrics|/ready|/health|/language/.*|/events/.*|.*/live|.*/export|.*\\.csv|.*/raw|.*/refused"
                    + "|.*/preview|.*/files/\\{name}|.*/report/.*|.*/consent.*|/|/account/.*");

    /** Pages of things that this world has none of; each is looked at by the test of its own. */
    private static final Set<String> NOT_HERE = Set.of(
            "/a/{account}/contacts/imports/{import}",
            "/a/{account}/suppressions/bulk-changes/{bulk}",
            "/a/{account}/webhooks/{webhook}",
            "/operator/guard/{circuit}",
            "/rules/history/{run}",
            "/invitation/{secret}",
            "/unsubscribe/{token}",
            "/set-password/{secret}");

    /** Pages of inboxes, of letters and of sequences, of which this world has none either. */
    private static final Pattern OF_INBOXES = Pattern.compile(".*/(inboxes|one-to-one|sequences)/.*\\{.*");

    /** What is entered on pages that say more once something is. */
    private static final Map<String, String> ASKED = Map.of(
            "/a/{account}/emails/{email}/recipients", "?group=HARD&show={message}",
            "/a/{account}/suppressions/allowlist", "?address=kim@dept.example",
            "/a/{account}/contacts/{contact}/address", "?email=new@dept.example",
            "/a/{account}/contacts/{contact}/merge", "?email=lee@dept.example",
            "/a/{account}/policy", "?preset=PROTECTIVE");

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static PagesWorld world;

    @SuppressWarnings("NullAway.Init")
    private static Chromium browser;

    @SuppressWarnings("NullAway.Init")
    private static Axe axe;

    private static final Map<String, String> HOLES = new HashMap<>();

    @BeforeAll
    static void open() throws InterruptedException {
        Assumptions.assumeTrue(Chromium.isInstalled(), "needs the Debian packages chromium and chromium-driver");
        world = new PagesWorld(folder.resolve("world"));
        world.contacts(world.own, "kim@dept.example", "lee@dept.example", "max@dept.example", "noor@dept.example");
        EmailId email = world.send(world.own, "Spring", "Our spring list");
        world.bounced(
                world.own, email, "kim@dept.example", Reason.UNKNOWN_USER, "550 5.1.1 no such user", "no such user");
        world.bounced(world.own, email, "noor@dept.example", Reason.POLICY, "550 5.7.1 refused by policy");
        world.deferred(world.own, email, "max@dept.example", Reason.RECIPIENT_TEMPORARY, "451 4.3.2 later");
        world.delivered(world.own, email, "lee@dept.example");
        EmailId draft = world.draft(world.own, "Summer", "Our summer list");
        var row = world.row(world.own, email, "kim@dept.example");
        HOLES.put("account", world.own.toString());
        HOLES.put("email", email.toString());
        HOLES.put("draft", draft.toString());
        HOLES.put("message", row.message().toString());
        HOLES.put("contact", row.contact().orElseThrow().toString());
        HOLES.put("person", "1");
        HOLES.put("rule", "unknown-in-reply-to-mail-from");
        HOLES.put("mail", quarantined());
        browser = new Chromium(folder.resolve("profile"), world.port());
        axe = new Axe(browser.driver());
        browser.driver().manage().timeouts().scriptTimeout(Duration.ofSeconds(20));
    }

    private static String quarantined() {
        world.store
                .quarantine()
                .keep(
                        new ReturnedMail(
                                "",
                                List.of("b+x@bounces.example"),
                                "Subject: Returned\r\n\r\nno such user\r\n".getBytes(StandardCharsets.UTF_8),
                                "192.0.2.9",
                                world.clock.instant()),
                        QuarantineReason.NO_TOKEN,
                        EvidenceGrade.UNPROVEN)
                .join();
        return "1";
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (world != null) {
            world.close();
        }
    }

    private static Optional<String> address(String path) {
        String template = path + ASKED.getOrDefault(path, "");
        if (path.endsWith("/edit") || path.endsWith("/send") || path.endsWith("/files")) {
            template = template.replace("{email}", "{draft}");
        }
        Matcher hole = HOLE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (hole.find()) {
            String value = HOLES.get(hole.group(1));
            if (value == null) {
                return Optional.empty();
            }
            hole.appendReplacement(filled, value);
        }
        return Optional.of(hole.appendTail(filled).toString());
    }

    private static List<String> pages(boolean ofOperators) {
        List<String> pages = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        for (Route route : world.server().routes()) {
            boolean isPage = route.method().equals(HandlerType.GET)
                    && !NO_PAGE.matcher(route.path()).matches()
                    && !NOT_HERE.contains(route.path())
                    && !OF_INBOXES.matcher(route.path()).matches();
            if (isPage && isOfOperators(route) == ofOperators) {
                address(route.path()).ifPresentOrElse(pages::add, () -> unknown.add(route.path()));
            }
        }
        assertEquals(Set.of(), unknown, "say in this test how to come to these pages");
        assertTrue(pages.size() > (ofOperators ? 8 : 25), pages::toString);
        return pages;
    }

    private static boolean isOfOperators(Route route) {
        return route.path().startsWith("/operator") || route.access().equals(dev.rebound.server.web.Access.OPERATOR);
    }

    private static void signIn(String login) {
        browser.driver().manage().deleteAllCookies();
        browser.open("/language/en?to=%2Fsign-in");
        browser.type("login", login);
        browser.type("password", PagesWorld.PASSWORD);
        browser.await("main form button").click();
        browser.awaitUrl(".*(/emails|/operator.*|/)$");
    }

    /**
     * Everything at a desk in one language; on a phone in the other what a language, colours and places decide. A page has the same
     * elements in both.
     */
    private static List<String> lookAt(List<String> pages) {
        List<String> wrong = new ArrayList<>();
        speak("en");
        axe.width(1280);
        for (String page : pages) {
            axe.scheme("light");
            browser.open(page);
            note(wrong, "en " + page, axe.findings());
            axe.scheme("dark");
            note(wrong, "en dark " + page, axe.seen());
        }
        speak("zh-CN");
        axe.width(360);
        for (String page : pages) {
            browser.open(page);
            note(wrong, "zh-CN dark phone " + page, axe.seen());
            note(wrong, "zh-CN phone " + page, axe.tooWide());
        }
        return wrong;
    }

    /** From now on. */
    private static void speak(String language) {
        browser.open("/sign-in", language);
    }

    private static void note(List<String> wrong, String where, List<String> findings) {
        findings.forEach(finding -> wrong.add(where + " " + finding));
    }

    @Test
    void thePagesOfAnAccountAreForEverybody() {
        browser.driver().manage().deleteAllCookies();
        assertEquals("", String.join("\n", lookAt(List.of("/sign-in"))));
        signIn("mara");

        assertEquals("", String.join("\n", lookAt(pages(false))));
    }

    @Test
    void thePagesOfOperatorsAreForEverybody() {
        signIn("olga");

        assertEquals("", String.join("\n", lookAt(pages(true))));
    }
}
