package dev.rebound.server.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import dev.rebound.server.api.ApiSchemas;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of an email goes to whom one names, as submitted mail, and is no email. */
class TestFeatureTest {

    private static final String DRAFT = """
            {"name": "Spring", "subject": "Hello {{firstname|friend}}", "from": "news@shop.example",
             "text": "Dear {{firstname|friend}}"}
            """;

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient api;
    private String email;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        api = new ApiClient(browser, "own-key");
        email = api.post("/emails", DRAFT).json().path("id").textValue();
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    @Test
    void aTestIsMadeAsTheEmailWillBe() {
        Answer sent =
                api.post("/emails/" + email + "/test", "{\"addresses\": [\"ann@shop.example\", \"bob@shop.example\"]}");

        assertEquals(202, sent.status());
        assertEquals(List.of(), ApiSchemas.faults("EmailTest", sent.json()));
        assertEquals(2, sent.json().path("items").size());
        assertEquals("QUEUED", sent.json().at("/items/0/status").textValue());
        String content = contentOf(sent.json().at("/items/0/messageId").textValue());
        assertTrue(content.contains("Subject: [Test] Hello friend\r\n"), content);
        String text = content.substring(content.indexOf("\r\n\r\n"));
        assertTrue(new String(Base64.getMimeDecoder().decode(text.strip()), StandardCharsets.UTF_8)
                .startsWith("Dear friend"));
        assertTrue(content.contains("List-Unsubscribe: <https://pages.shop.example/unsubscribe/test>"), content);
        assertTrue(
                content.contains("Message-ID: " + sent.json().path("headerId").textValue()), content);
        assertEquals("DRAFT", api.get("/emails/" + email).json().path("state").textValue());
    }

    private String contentOf(String message) {
        return new String(
                office.store()
                        .submissions()
                        .contentOf(new MessageId(Long.parseLong(message)))
                        .orElseThrow()
                        .content(),
                StandardCharsets.UTF_8);
    }

    @Test
    void thePageSaysWhatBecameOfIt() {
        browser.signIn("ann", Office.PASSWORD);
        String page = "/a/" + office.own() + "/emails/" + email + "/test";

        browser.get(page);
        String location = browser.submit(page, Map.of("addresses", "ann@shop.example， bob@shop.example"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        HttpResponse<String> sent = browser.get(location);

        assertTrue(sent.body().contains("What became of the test"), sent.body());
        assertTrue(sent.body().contains("bob@shop.example"), sent.body());
        assertTrue(sent.body().contains("hx-trigger=\"every 2s\""), sent.body());
        assertTrue(browser.get("/a/" + office.own() + "/emails/" + email + "/send")
                .body()
                .contains("Send the test"));
    }

    @Test
    void whatIsNoAddressIsNamedAndNothingIsSent() {
        browser.signIn("ann", Office.PASSWORD);
        String page = "/a/" + office.own() + "/emails/" + email + "/test";

        browser.get(page);
        HttpResponse<String> refused = browser.submit(page, Map.of("addresses", "ann@shop.example <b>"));

        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("“&lt;b&gt;” is no email address."), refused.body());
        assertEquals(422, browser.submit(page, Map.of("addresses", " ")).statusCode());
        assertEquals(0, api.get("/submitted").json().path("items").size());
        assertEquals(
                422,
                api.post("/emails/" + email + "/test", "{\"addresses\": [\"x\"]}")
                        .status());
        assertEquals(
                422,
                api.post("/emails/" + email + "/test", "{\"addresses\": []}").status());
        assertEquals(
                404,
                api.post("/emails/999999/test", "{\"addresses\": [\"a@shop.example\"]}")
                        .status());
    }

    @Test
    void itsLinkUnsubscribesNobody() {
        String body = browser.get("/unsubscribe/test").body();

        assertTrue(body.contains("This was only a test"), body);
        assertFalse(body.contains("<form method=\"post\" action=\"/unsubscribe"), body);
        assertEquals(200, browser.post("/unsubscribe/test", Map.of()).statusCode());
    }
}
