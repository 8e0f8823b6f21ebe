package dev.rebound.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser at one server. For one thread. */
public final class Chromium implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private final String site;

    /**
     * Starts it.
     *
     * @param profile a folder of its own
     * @param port of the server
     */
    public Chromium(Path profile, int port) {
        site = "http://127.0.0.1:" + port;
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
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(CHROMEDRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    /** Whether the Debian packages chromium and chromium-driver are there. */
    public static boolean isInstalled() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(CHROMEDRIVER);
    }

    public ChromeDriver driver() {
        return driver;
    }

    public void open(String path) {
        driver.get(site + path);
    }

    /** Opens a page in a language, which stays chosen. */
    public void open(String path, String languageTag) {
        open("/language/" + languageTag + "?to="
                + path.replace("/", "%2F").replace("?", "%3F").replace("&", "%26"));
    }

    /** The first element that a selector finds, once it can be seen. */
    public WebElement await(String css) {
        return patiently().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    /** Waits until an element says something. */
    public void awaitText(String css, String text) {
        patiently().until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(css), text));
    }

    /** Waits until the page in a frame says something; it may be put in its place anew meanwhile. */
    public void awaitFrame(String css, String text) {
        patiently().until(page -> {
            try {
                page.switchTo().frame(page.findElement(By.cssSelector(css)));
                return page.findElement(By.tagName("body")).getText().contains(text);
            } finally {
                page.switchTo().defaultContent();
            }
        });
    }

    public void awaitUrl(String regex) {
        patiently().until(ExpectedConditions.urlMatches(regex));
    }

    /** A page may be replaced between any two of the driver's own steps; how it says so depends on the step. */
    private FluentWait<WebDriver> patiently() {
        return new WebDriverWait(driver, PATIENCE).ignoring(WebDriverException.class);
    }

    /** Clicks and waits until the page has been left. */
    public void follow(String css) {
        // A live page may put another element in its place between the look and the click.
        WebElement element = patiently().until(page -> {
            WebElement found = await(css);
            found.click();
            return found;
        });
        patiently().until(page -> hasGone(element));
    }

    private static boolean hasGone(WebElement element) {
        try {
            element.isEnabled();
            return false;
        } catch (StaleElementReferenceException gone) {
            return true;
        } catch (WebDriverException e) {
            // What chromedriver says when it meets the page half replaced.
            return String.valueOf(e.getMessage()).contains("does not belong to the document");
        }
    }

    public boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    public void type(String field, String text) {
        WebElement input = await("[name=" + field + "]");
        input.clear();
        input.sendKeys(text);
    }

    /** Sets a field that browsers edit in parts, such as a date. */
    public void set(String field, String value) {
        driver.executeScript(
                "arguments[0].value = arguments[1]", driver.findElement(By.cssSelector("[name=" + field + "]")), value);
    }

    public String text(String css) {
        return patiently().until(page -> await(css).getText());
    }

    /** Errors that pages caused since the last question. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
