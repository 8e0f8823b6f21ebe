package dev.rebound.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.server.Chromium;
import dev.rebound.server.Office;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A record that is missing goes to the clipboard with one press, and the page says so. */
@Tag("browser")
class CopyRecordIT {

    @Test
    void whatStandsBeforeTheButtonIsInTheClipboard(@TempDir Path folder) {
        Assumptions.assumeTrue(Chromium.isInstalled(), "needs the Debian packages chromium and chromium-driver");
        try (Office office = Office.open(folder.resolve("data"));
                Chromium browser = new Chromium(folder.resolve("profile"), office.port())) {
            browser.open("/sign-in", "en");
            browser.type("login", "ann");
            browser.type("password", Office.PASSWORD);
            browser.follow("main form button");
            browser.driver()
                    .executeCdpCommand(
                            "Browser.grantPermissions",
                            Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
            browser.open("/a/" + office.own() + "/domains?domain=lantern.example");
            WebElement copy =
                    browser.driver().findElement(By.cssSelector("[aria-label='Copy: _dmarc.lantern.example']"));

            copy.click();

            WebElement said = copy.findElement(By.xpath("following-sibling::*[1]"));
            new WebDriverWait(browser.driver(), Duration.ofSeconds(30))
                    .until(page -> said.getText().equals("Copied"));
            assertEquals(
                    "_dmarc.lantern.example", browser.driver().executeScript("return navigator.clipboard.readText()"));
        }
    }
}
