package dev.rebound.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.server.PageTour.Page;
import dev.rebound.server.PageTour.Who;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page, in a real browser, before the eyes of axe-core: in both languages, light and dark, at a desk and on a phone. The
 * pages are those that the server has ({@link PageTour}), so one that is added is looked at. A page is loaded once a language;
 * colours and widths change in place.
 */
@Tag("browser")
class AccessibilityIT {

    private static final int DESK = 1280;
    private static final int PHONE = 360;

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static BusyWorld world;

    @SuppressWarnings("NullAway.Init")
    private static Chromium browser;

    @SuppressWarnings("NullAway.Init")
    private static Axe axe;

    /** When pages first showed something, in milliseconds after they were asked for. */
    private static final List<Long> PAINTS = new ArrayList<>();

    @BeforeAll
    static void open() throws InterruptedException {
        Assumptions.assumeTrue(Chromium.isInstalled(), "needs the Debian packages chromium and chromium-driver");
        world = new BusyWorld(folder.resolve("world"));
        browser = new Chromium(folder.resolve("profile"), world.world().port());
        axe = new Axe(browser.driver());
        browser.driver().manage().timeouts().scriptTimeout(Duration.ofSeconds(20));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            tellPaints();
        }
        if (world != null) {
            world.close();
        }
    }

    private static void tellPaints() {
        Collections.sort(PAINTS);
        if (!PAINTS.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "First contentful paint of %d pages: median %d ms, 95th percentile %d ms, most %d ms%n",
                    PAINTS.size(),
                    PAINTS.get(PAINTS.size() / 2),
                    PAINTS.get(PAINTS.size() * 95 / 100),
                    PAINTS.getLast());
        }
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
     * All pages of somebody. Colours are those of the one style sheet, whatever the language, so they are asked for in English; words
     * and widths are asked for in both.
     */
    private static List<String> lookAt(Who who) {
        List<String> wrong = new ArrayList<>();
        List<Page> pages = world.tour().pages(who);
        browser.open("/sign-in", "en");
        for (Page page : pages) {
            browser.open(page.address());
            PAINTS.add(axe.firstPaint());
            coloursAndPlaces(wrong, "en " + page.address());
        }
        browser.open("/sign-in", "zh-CN");
        for (Page page : pages) {
            browser.open(page.address());
            wordsAndWidths(wrong, "zh-CN " + page.address());
        }
        return wrong;
    }

    /** The page that is open: everything at a desk in the light, then what the dark and a phone change. */
    private static void coloursAndPlaces(List<String> wrong, String where) {
        axe.scheme("light");
        axe.width(DESK);
        note(wrong, where + " light", axe.findings());
        note(wrong, where + " desk", axe.tooWide());
        axe.scheme("dark");
        note(wrong, where + " dark", axe.colours());
        axe.width(PHONE);
        note(wrong, where + " dark phone", axe.seen());
        note(wrong, where + " phone", axe.tooWide());
    }

    private static void wordsAndWidths(List<String> wrong, String where) {
        axe.scheme("light");
        axe.width(DESK);
        note(wrong, where + " desk", axe.tooWide());
        axe.width(PHONE);
        note(wrong, where + " phone", axe.tooWide());
        note(wrong, where + " light phone", axe.seen());
    }

    private static void note(List<String> wrong, String where, List<String> findings) {
        findings.forEach(finding -> wrong.add(where + " " + finding));
    }

    @Test
    void thePagesBeforeSigningInAreForEverybody() {
        browser.driver().manage().deleteAllCookies();

        assertEquals("", String.join("\n", lookAt(Who.ANYBODY)));
    }

    @Test
    void thePagesOfAnAccountAreForEverybody() {
        signIn("mara");

        assertEquals("", String.join("\n", lookAt(Who.ACCOUNT)));
    }

    @Test
    void thePagesOfOperatorsAreForEverybody() {
        signIn("olga");

        assertEquals("", String.join("\n", lookAt(Who.OPERATOR)));
    }
}
