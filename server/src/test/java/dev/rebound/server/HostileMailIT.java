package dev.rebound.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.server.PageTour.Page;
import dev.rebound.server.PageTour.Who;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mail that says what runs in a browser, shown on every page there is by a real one: in words of servers, in reports, names of contacts and of
 * files, subjects, addresses and returned mail that proved nothing.
 */
@Tag("browser")
class HostileMailIT {

    private static final String HOSTILE = "<img src=x onerror=hostile()> \u202e'><script>hostile()</script>";

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static BusyWorld world;

    @SuppressWarnings("NullAway.Init")
    private static Chromium browser;

    @BeforeAll
    static void open() throws InterruptedException {
        Assumptions.assumeTrue(Chromium.isInstalled(), "needs the Debian packages chromium and chromium-driver");
        world = new BusyWorld(folder.resolve("world"));
        browser = new Chromium(folder.resolve("profile"), world.world().port());
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

    private static void signIn(Who who) {
        browser.driver().manage().deleteAllCookies();
        browser.open("/sign-in", "en");
        browser.type("login", who == Who.OPERATOR ? "olga" : "mara");
        browser.type("password", PagesWorld.PASSWORD);
        browser.follow("main form button");
    }

    /** What mails and files say stays text on every page there is. */
    @Test
    void nothingThatAMailSaysRunsOnAnyPage() throws InterruptedException {
        PageTour tour = world.saying(HOSTILE);
        List<String> came = new ArrayList<>();
        long seen = 0;
        for (Who who : List.of(Who.ACCOUNT, Who.OPERATOR)) {
            signIn(who);
            for (Page page : tour.pages(who)) {
                browser.open(page.address());
                if (browser.has("img[src=x]") || browser.has("[onerror]")) {
                    came.add(page.address());
                }
                seen += browser.driver().getPageSource().contains("hostile()") ? 1 : 0;
            }
        }
        String complaints = browser.complaints().stream()
                .filter(complaint -> complaint.contains("hostile") || complaint.contains("Content Security Policy"))
                .collect(Collectors.joining("\n"));

        assertEquals("", String.join("\n", came) + complaints);
        assertEquals(true, seen > 10, "it is shown on " + seen + " pages");
    }
}
