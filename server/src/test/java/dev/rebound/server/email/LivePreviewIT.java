package dev.rebound.server.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.Browser;
import dev.rebound.server.Chromium;
import dev.rebound.server.Office;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** An email is shown as it will be while it is being written, in a frame in which nothing of it can run. */
@Tag("browser")
class LivePreviewIT {

    @Test
    void whatIsTypedIsShownAndGoingBackLeavesThePage(@TempDir Path folder) {
        Assumptions.assumeTrue(Chromium.isInstalled(), "needs the Debian packages chromium and chromium-driver");
        try (Office office = Office.open(folder.resolve("data"));
                Chromium browser = new Chromium(folder.resolve("profile"), office.port())) {
            office.contact(office.own(), "kate@shop.example", "Kate", "Lee");
            browser.open("/sign-in", "en");
            browser.type("login", "ann");
            browser.type("password", Office.PASSWORD);
            browser.follow("main form button");
            browser.open("/a/" + office.own() + "/emails/new");
            Object before = browser.driver().executeScript("return history.length");

            browser.type("text", "Dear {{firstname}}");
            browser.awaitFrame("iframe[name=live-preview]", "Dear Kate");
            browser.type("html", "<h1>Good morning {{firstname}}</h1><script>document.title='taken'</script>");
            browser.awaitFrame("iframe[name=live-preview]", "Good morning Kate");

            assertEquals(before, browser.driver().executeScript("return history.length"));
            assertTrue(
                    browser.driver().getTitle().startsWith("New email"),
                    browser.driver().getTitle());
            assertEquals(
                    "Dear {{firstname}}",
                    browser.driver().findElement(By.name("text")).getDomProperty("value"));
            assertEquals(
                    List.of(),
                    browser.complaints().stream()
                            .filter(complaint -> !complaint.contains("sandboxed"))
                            .toList());
        }
    }

    @Test
    void withoutScriptTheButtonShowsIt(@TempDir Path folder) {
        try (Office office = Office.open(folder);
                Browser browser = new Browser(office.port()).signIn("ann", Office.PASSWORD)) {
            String form = browser.get("/a/" + office.own() + "/emails/new").body();
            assertTrue(form.contains("formtarget=\"live-preview\""), form);

            HttpResponse<String> shown = browser.submit(
                    "/a/" + office.own() + "/emails/preview",
                    Map.of("text", "a < b\n{{firstname|friend}}", "html", " "));

            assertTrue(shown.body().contains("a &lt; b\nfriend"), shown.body());
            assertTrue(
                    shown.headers()
                            .firstValue("Content-Security-Policy")
                            .orElse("")
                            .startsWith("sandbox"),
                    "nothing of it runs");
        }
    }
}
