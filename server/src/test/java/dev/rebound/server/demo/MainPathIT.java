package dev.rebound.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.Chromium;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/**
 * The path a marketer takes, in a real browser on the demo: sign in, send an email, watch the bounces, read why, lift
 * one, in both languages.
 */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainPathIT {

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static Demo demo;

    @SuppressWarnings("NullAway.Init")
    private static Chromium browser;

    @BeforeAll
    static void openTheDemo() {
        Assumptions.assumeTrue(Chromium.isInstalled(), "needs the Debian packages chromium and chromium-driver");
        demo = Demo.start(
                new DemoOptions(folder.resolve("demo"), false, 0, 0, Duration.ofHours(90), Duration.ofSeconds(30)));
        browser = new Chromium(folder.resolve("profile"), demo.httpPort());
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    @Order(1)
    void aWrongPasswordIsRefusedInWords() {
        browser.open("/language/en?to=%2Fsign-in");
        browser.type("login", Demo.LOGIN);
        browser.type("password", "not the password");
        browser.await("main form button").click();

        assertFalse(browser.text("main .alert, main [role=alert]").isBlank());
    }

    @Test
    @Order(2)
    void signingInLeadsToTheEmails() {
        browser.type("login", Demo.LOGIN);
        browser.type("password", Demo.PASSWORD);
        browser.await("main form button").click();

        browser.awaitUrl(".*/a/1/emails$");
        assertTrue(browser.text("main").contains("Spring catalogue"));
    }

    @Test
    @Order(3)
    void anEmailWithoutASubjectIsRefusedAndWhatWasTypedIsKept() {
        browser.open("/a/1/emails/new");
        browser.type("name", "Browser test");
        browser.type("from", "news@fernhill.example");
        browser.type("text", "Hello from the browser.");
        browser.driver().executeScript("document.querySelector('form.form, main form').noValidate = true");
        browser.await("button[name=next][value=send]").click();

        assertFalse(browser.text(".field-problem").isBlank());
        assertEquals("Browser test", browser.await("[name=name]").getDomProperty("value"));
    }

    @Test
    @Order(4)
    void anEmailIsWrittenReviewedAndSent() {
        browser.open("/a/1/emails/new");
        browser.type("name", "Browser test");
        browser.type("subject", "Hello from the browser");
        browser.type("from", "news@fernhill.example");
        browser.type("text", "Hello from the browser.");
        browser.await("input[name=audience][value=EVERYBODY]").click();
        browser.await("button[name=next][value=send]").click();
        browser.awaitUrl(".*/send$");
        browser.await("main form[action$='/send'] button.button-primary, main form button.button-primary")
                .click();

        browser.awaitUrl(".*/emails/[0-9]+/performance$");
        assertTrue(browser.text("main").contains("Browser test"));
    }

    @Test
    @Order(5)
    void aHardBounceIsExplained() {
        browser.open("/a/1/emails/1/recipients?group=HARD");
        browser.await(".recipients tbody tr a").click();

        String panel = browser.text("#panel");
        assertTrue(panel.contains("Hard"), panel);
        assertTrue(panel.contains("What to do"), panel);
        assertFalse(browser.driver()
                .findElements(By.cssSelector("#panel pre, #panel .words"))
                .isEmpty());
    }

    @Test
    @Order(6)
    void aSuppressionIsLiftedWithAReason() {
        browser.open("/a/1/suppressions");
        WebElement button = browser.await(".row-actions button:not([disabled])");
        String address = button.getDomAttribute("value");
        button.click();
        browser.type("why", "They called and asked for it");
        browser.await("main form button.button-primary").click();
        browser.await("main .badge-good");

        browser.open("/a/1/suppressions?search=" + address);
        assertTrue(browser.driver()
                .findElements(By.cssSelector(".row-actions button[value='" + address + "']"))
                .isEmpty());
    }

    @Test
    @Order(7)
    void everyPageSpeaksChinese() {
        for (String path : List.of(
                "/a/1/emails",
                "/a/1/emails/1/performance",
                "/a/1/emails/1/recipients",
                "/a/1/emails/1/content",
                "/a/1/submitted",
                "/a/1/contacts",
                "/a/1/contacts/10",
                "/a/1/suppressions",
                "/operator",
                "/operator/global-bounces",
                "/operator/quarantine")) {
            browser.open("/language/zh-CN?to=" + path.replace("/", "%2F"));
            assertEquals("zh-CN", browser.await("html").getDomAttribute("lang"), path);
            assertTrue(browser.text("nav").contains("禁发名单"), path);
        }
    }

    @Test
    @Order(8)
    void theBrowserHadNothingToComplainAbout() {
        List<String> complaints = browser.complaints().stream()
                .filter(message ->
                        !message.contains("/sign-in") && !message.contains("422") && !message.contains("400"))
                .toList();

        assertEquals(List.of(), complaints);
    }
}
