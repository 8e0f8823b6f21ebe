package dev.rebound.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.email.EmailId;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a screen reader hangs on, in a real browser: where the focus is after each step, and the place whose words are read out. That
 * it says so is heard with {@code scripts/screen-reader}.
 */
@Tag("browser")
class HeardIT {

    @TempDir
    private Path folder;

    private PagesWorld world;
    private Chromium browser;
    private EmailId email;

    @BeforeEach
    void open() throws InterruptedException {
        Assumptions.assumeTrue(Chromium.isInstalled(), "needs the Debian packages chromium and chromium-driver");
        world = new PagesWorld(folder.resolve("data"));
        browser = new Chromium(folder.resolve("profile"), world.port());
        world.contacts(world.own, "kim@dept.example", "lee@dept.example", "max@dept.example");
        email = world.send(world.own, "Spring", "Spring list");
        world.bounced(world.own, email, "max@dept.example", Reason.UNKNOWN_USER, "550 5.1.1 no such user");
        browser.open("/sign-in", "en");
        browser.type("login", "olga");
        browser.type("password", PagesWorld.PASSWORD);
        browser.follow("main form button");
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
            world.close();
        }
    }

    private String path(String rest) {
        return "/a/" + world.own + "/emails/" + email + rest;
    }

    @Test
    void aPageBeginsAtItsHeading() {
        browser.open("/a/" + world.own + "/emails");
        browser.await("main th a").click();

        browser.awaitText("h1:focus", "Spring");
        browser.driver().navigate().back();
        browser.awaitText("h1:focus", "Emails");
        browser.awaitText("#spoken", "Emails · Rebound");
    }

    @Test
    void whatWasChosenOnTheSamePageKeepsTheFocus() {
        browser.open(path("/recipients"));

        browser.await("#sort-REASON").click();
        browser.await("th[aria-sort] #sort-REASON:focus");
        browser.await(".side-menu a[href*='group=HARD']").click();
        browser.await(".side-menu a[href*='group=HARD'][aria-current='true']:focus");
        browser.await("a.opens-panel").click();
        browser.await("#panel-title:focus");
        browser.await("tr.selected a.opens-panel[aria-current='true']");
    }

    @Test
    void whatWasFilledInWronglyHasTheFocusAndItsProblem() {
        browser.open("/a/" + world.own + "/contacts/new");
        browser.await("main form button").click();
        browser.awaitText("#spoken", "fill out this field");

        browser.type("email", "nobody");
        browser.await("main form button").click();
        browser.await("#f-email[aria-invalid='true'][aria-describedby='f-email-hint']:focus");
        browser.awaitText("#f-email-hint", "There is no @ in the address.");
    }

    @Test
    void aLivePartKeepsTheFocusAndTellsItsEnd() throws InterruptedException {
        browser.open(path("/performance"));
        String link = "dd a[href$='recipients?group=SENT']";
        browser.await(link);
        browser.driver().executeScript("window.read = document.querySelector(arguments[0]); read.focus()", link);

        world.delivered(world.own, email, "kim@dept.example");
        browser.awaitText("dd a[href$='recipients?group=DELIVERED']", "1");
        assertEquals(true, browser.driver().executeScript("return document.activeElement === read"));
        assertEquals("", browser.text("#spoken"), "progress is not told every second");

        world.delivered(world.own, email, "lee@dept.example");
        browser.awaitText("#spoken", "Delivered 2");
        assertEquals(true, browser.driver().executeScript("return document.activeElement === read"));
    }
}
