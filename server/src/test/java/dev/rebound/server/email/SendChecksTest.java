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
}
