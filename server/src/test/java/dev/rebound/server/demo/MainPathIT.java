package dev.rebound.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
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
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The path a marketer takes, in a real browser on the demo: sign in, send an email, watch the bounces, read why, lift
 * one, in both languages.
 */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainPathIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static Demo demo;

    @SuppressWarnings("NullAway.Init")
    private static ChromeDriver browser;

    @BeforeAll
    static void openTheDemo() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(CHROMEDRIVER),
                "needs the Debian packages chromium and chromium-driver");
        demo = Demo.start(
                new DemoOptions(folder.resolve("demo"), false, 0, 0, Duration.ofHours(90), Duration.ofSeconds(30)));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-US",
                "--window-size=1280,900",
                "--user-data-dir=" + folder.resolve("profile"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(CHROMEDRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
        if (demo != null) {
            demo.close();
        }
    }

    private static void open(String path) {
        browser.get("http://127.0.0.1:" + demo.httpPort() + path);
    }

    private static WebElement await(String css) {
        return new WebDriverWait(browser, PATIENCE)
                .until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    private static void awaitUrl(String regex) {
        new WebDriverWait(browser, PATIENCE).until(ExpectedConditions.urlMatches(regex));
    }

    private static void type(String field, String text) {
        WebElement input = await("[name=" + field + "]");
        input.clear();
        input.sendKeys(text);
    }

    private static String text(String css) {
        return await(css).getText();
    }

    @Test
    @Order(1)
    void aWrongPasswordIsRefusedInWords() {
        open("/language/en?to=%2Fsign-in");
        type("login", Demo.LOGIN);
        type("password", "not the password");
        await("main form button").click();

        assertFalse(text("main .alert, main [role=alert]").isBlank());
    }

    @Test
    @Order(2)
    void signingInLeadsToTheEmails() {
        type("login", Demo.LOGIN);
        type("password", Demo.PASSWORD);
        await("main form button").click();

        awaitUrl(".*/a/1/emails$");
        assertTrue(text("main").contains("Spring catalogue"));
    }

    @Test
    @Order(3)
    void anEmailWithoutASubjectIsRefusedAndWhatWasTypedIsKept() {
        open("/a/1/emails/new");
        type("name", "Browser test");
        type("from", "news@fernhill.example");
        type("text", "Hello from the browser.");
        browser.executeScript("document.querySelector('form.form, main form').noValidate = true");
        await("button[name=next][value=send]").click();

        assertFalse(text(".field-problem").isBlank());
        assertEquals("Browser test", await("[name=name]").getDomProperty("value"));
    }

    @Test
    @Order(4)
    void anEmailIsWrittenReviewedAndSent() {
        open("/a/1/emails/new");
        type("name", "Browser test");
        type("subject", "Hello from the browser");
        type("from", "news@fernhill.example");
        type("text", "Hello from the browser.");
        await("input[name=audience][value=EVERYBODY]").click();
        await("button[name=next][value=send]").click();
        awaitUrl(".*/send$");
        await("main form[action$='/send'] button.button-primary, main form button.button-primary")
                .click();

        awaitUrl(".*/emails/[0-9]+/performance$");
        assertTrue(text("main").contains("Browser test"));
    }

    @Test
    @Order(5)
    void aHardBounceIsExplained() {
        open("/a/1/emails/1/recipients?group=HARD");
        await(".recipients tbody tr a").click();

        String panel = text("#panel");
        assertTrue(panel.contains("Hard"), panel);
        assertTrue(panel.contains("What to do"), panel);
        assertFalse(browser.findElements(By.cssSelector("#panel pre, #panel .words"))
                .isEmpty());
    }

    @Test
    @Order(6)
    void aSuppressionIsLiftedWithAReason() {
        open("/a/1/suppressions");
        WebElement button = await(".row-actions button:not([disabled])");
        String address = button.getDomAttribute("value");
        button.click();
        type("why", "They called and asked for it");
        await("main form button.button-primary").click();
        await("main .badge-good");

        open("/a/1/suppressions?search=" + address);
        assertTrue(browser.findElements(By.cssSelector(".row-actions button[value='" + address + "']"))
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
            open("/language/zh-CN?to=" + path.replace("/", "%2F"));
            assertEquals("zh-CN", await("html").getDomAttribute("lang"), path);
            assertTrue(text("nav").contains("禁发名单"), path);
        }
    }

    @Test
    @Order(8)
    void theBrowserHadNothingToComplainAbout() {
        List<String> complaints = browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .filter(message ->
                        !message.contains("/sign-in") && !message.contains("422") && !message.contains("400"))
                .toList();

        assertEquals(List.of(), complaints);
    }
}
