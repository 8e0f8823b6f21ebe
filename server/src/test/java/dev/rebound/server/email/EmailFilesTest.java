package dev.rebound.server.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an email, by the API and by the page. */
class EmailFilesTest {

    private static final String ANY = "application/octet-stream";
    private static final String DRAFT = """
            {"name": "Spring", "subject": "Hello", "from": "news@shop.example",
             "html": "<p><img src=\\"cid:logo.png\\"></p>"}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Office office;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @SuppressWarnings("NullAway.Init")
    private ApiClient own;

    @SuppressWarnings("NullAway.Init")
    private String email;

    @BeforeEach
    void aDraft() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        own = new ApiClient(browser, "own-key");
        email = own.post("/emails", DRAFT).json().path("id").textValue();
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    private Answer put(String name, String content) {
        return own.call("PUT", "/emails/" + email + "/files/" + name, content, ANY);
    }

    private String problem(Answer answer) {
        return answer.json().path("errors").path(0).path("problem").textValue();
    }

    @Test
    void aFileIsAddedListedAndTakenOff() {
        assertEquals(200, put("price%20list.pdf", "%PDF").status());
        Answer list = own.get("/emails/" + email + "/files");

        assertEquals(
                "price list.pdf", list.json().path("items").path(0).path("name").textValue());
        assertEquals(
                "application/pdf",
                list.json().path("items").path(0).path("mediaType").textValue());
        assertEquals(
                204,
                own.call("DELETE", "/emails/" + email + "/files/price%20list.pdf", "", ANY)
                        .status());
        assertEquals(
                404,
                own.call("DELETE", "/emails/" + email + "/files/price%20list.pdf", "", ANY)
                        .status());
    }

    @Test
    void whatNobodyWouldTakeIsRefusedWithAReason() {
        assertEquals("REFUSED_TYPE", problem(put("setup.EXE", "MZ")));
        assertEquals("EMPTY", problem(put("a.pdf", "")));
        assertEquals("BAD_NAME", problem(put("a%0d%0aBcc%3a%20x.pdf", "x")));
        assertEquals(413, put("big.bin", "x".repeat(10_000_001)).status());
        assertTrue(own.get("/emails/" + email + "/files").json().path("items").isEmpty());
    }

    @Test
    void whatWasSentKeepsItsFiles() {
        put("a.pdf", "x");
        EmailId id = new EmailId(Long.parseLong(email));
        office.store().emails().startSending(office.own(), id, office.clock().instant());

        Answer late = put("b.pdf", "x");

        assertEquals(409, late.status());
        assertEquals("NOT_A_DRAFT", problem(late));
    }

    @Test
    void thePageTakesAFileFromAFormAndThePreviewShowsThePicture() {
        browser.signIn("ann", Office.PASSWORD);
        MarketingEmail draft = office.store()
                .emails()
                .find(office.own(), new EmailId(Long.parseLong(email)))
                .orElseThrow();
        String page = "/a/" + office.own() + "/emails/" + draft.id() + "/files";

        HttpResponse<String> answer = upload(page, "C:\\pictures\\logo.png", "not really a picture");

        assertEquals(303, answer.statusCode());
        String list = browser.get(page).body();
        assertTrue(list.contains("logo.png") && list.contains("shown in the HTML"), list);
        String preview = browser.get("/a/" + office.own() + "/emails/" + draft.id() + "/preview")
                .body();
        assertTrue(preview.contains("src=\"data:image/png;base64,"), preview);
    }

    @Test
    void aDownloadIsNeverShownAsAPageOfOurs() {
        put("page.html", "<script>alert(1)</script>");
        browser.signIn("ann", Office.PASSWORD);

        HttpResponse<String> answer = browser.get("/a/" + office.own() + "/emails/" + email + "/files/page.html");

        assertEquals(ANY, answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment"));
    }

    @Test
    void aHostileNameIsShownAsText() {
        put("%22%3Cb%3E.pdf", "x");
        put("a%22onclick=%22.pdf", "x");
        browser.signIn("ann", Office.PASSWORD);

        String list = browser.get("/a/" + office.own() + "/emails/" + email + "/files")
                .body();

        assertFalse(list.contains("<b>") || list.contains("Take off a\""), list);
    }

    private HttpResponse<String> upload(String page, String fileName, String content) {
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"")
                .matcher(browser.get(page).body());
        assertTrue(csrf.find());
        String body = """
                --b\r
                Content-Disposition: form-data; name="csrf"\r
                \r
                %s\r
                --b\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: image/png\r
                \r
                %s\r
                --b--\r
                """.formatted(csrf.group(1), fileName, content);
        return browser.send(browser.request(page)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body))
                .build());
    }
}
