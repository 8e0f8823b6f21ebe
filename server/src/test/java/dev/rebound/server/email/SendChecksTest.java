package dev.rebound.server.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import dev.rebound.server.api.ApiSchemas;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before an email goes out: what its recipients would stumble over, on the page and over REST. */
class SendChecksTest {

    private static final String DRAFT = """
            {"name": "Spring", "subject": "Hello", "from": "news@shop.example",
             "html": "<a href=\\"/offers\\">x</a><a href='javascript:alert(1)'>y</a><img src=logo.png>"}
            """;

    @Test
    void whatRecipientsWouldStumbleOverIsSaidBeforeItGoesOut(@TempDir Path folder) {
        try (Office office = Office.open(folder);
                Browser browser = new Browser(office.port())) {
            ApiClient api = new ApiClient(browser, "own-key");
            String email = api.post("/emails", DRAFT).json().path("id").textValue();

            Answer checks = api.get("/emails/" + email + "/checks");
            assertEquals(List.of(), ApiSchemas.faults("EmailChecks", checks.json()));
            assertEquals("WARNING", checks.json().at("/items/0/weight").textValue());
            assertTrue(checks.text().contains("IMAGE_WITHOUT_WORDS"), checks.text());
            assertEquals(404, api.get("/emails/999999/checks").status());

            browser.signIn("ann", Office.PASSWORD);
            String path = "/a/" + office.own() + "/emails/" + email + "/send";
            String english = browser.get(path).body();
            assertTrue(english.contains("1 link has no beginning such as https://"), english);
            assertTrue(english.contains("<bdi>javascript:alert(1)</bdi>"), english);
            assertTrue(english.contains("There is no plain text"), english);
            assertTrue(english.contains("Does shop.example let us send in its name?"), english);
            assertFalse(english.contains("<a href=\"/offers\""), english);
            assertTrue(browser.speaking("zh-CN").get(path).body().contains("没有纯文本"));
        }
    }

    @Test
    void whoWouldBeLeftOutIsShownByName(@TempDir Path folder) {
        try (Office office = Office.open(folder);
                Browser browser = new Browser(office.port())) {
            ApiClient api = new ApiClient(browser, "own-key");
            office.contact(office.own(), "kate@shop.example", "Kate", "Lee");
            office.bounced(office.own(), "gone@shop.example", "550 5.1.1 no such user");
            String email = api.post("/emails", DRAFT).json().path("id").textValue();

            Answer leftOut = api.get("/emails/" + email + "/left-out?reason=PREVIOUSLY_BOUNCED");
            assertEquals(List.of(), ApiSchemas.faults("LeftOutPage", leftOut.json()));
            assertEquals(1, leftOut.json().path("items").size());
            assertEquals(
                    "gone@shop.example", leftOut.json().at("/items/0/address").textValue());
            assertEquals(404, api.get("/emails/999999/left-out").status());

            browser.signIn("ann", Office.PASSWORD);
            String path = "/a/" + office.own() + "/emails/" + email;
            String atOnce = browser.get(path + "/send").body();
            assertTrue(atOnce.contains("hx-get=\"" + path + "/send?count=yes\""), "the count comes later");
            assertFalse(atOnce.contains("left-out?why"), atOnce);
            String send = browser.get(path + "/send?count=yes").body();
            assertTrue(send.contains("Send to 1 contact"), send);
            assertTrue(send.contains(path + "/left-out?why=PREVIOUSLY_BOUNCED"), send);
            String page = browser.get(path + "/left-out").body();
            assertTrue(page.contains("gone@shop.example"), page);
            assertFalse(page.contains("kate@shop.example"), page);
            assertTrue(browser.get(path + "/left-out?why=UNSUBSCRIBED").body().contains("Nobody is left out"));
        }
    }
}
