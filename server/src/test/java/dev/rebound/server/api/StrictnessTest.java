package dev.rebound.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient.Answer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not exactly right is refused with where and what to do, and changes nothing. */
class StrictnessTest {

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient client;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        client = new ApiClient(browser, "own-key");
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    @Test
    void anUnknownMemberIsRefusedWithASuggestion() {
        Answer answer =
                client.post("/contacts", "{\"contacts\": [{\"email\": \"a@x.example\", \"firstname\": \"A\"}]}");

        assertEquals(422, answer.status());
        assertEquals("application/problem+json", answer.contentType());
        assertEquals(
                "/contacts/0/firstname", answer.json().at("/errors/0/pointer").textValue());
        assertTrue(answer.text().contains("did you mean firstName?"), answer.text());
        assertEquals(0, office.store().contacts().count(office.own(), ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                          | 400",
                "[]                                         | 400",
                "{\"contacts\": [], \"contacts\": []}       | 400",
                "{\"contacts\": []} {}                      | 400",
                "{}                                         | 422",
                "{\"contacts\": []}                         | 422",
                "{\"contacts\": {}}                         | 422",
                "{\"contacts\": [7]}                        | 422",
                "{\"contacts\": [{\"email\": 7}]}           | 422",
                "{\"contacts\": [{\"email\": \"To: x\\r\\nBcc: y@x.example\"}]}           | 422",
                "{\"contacts\": [{\"email\": \"a@b.c\\r\\nRCPT TO:<v@x.example>\"}]}      | 422",
                "{\"contacts\": [{\"email\": \"a@b.example\\u760d\\u760aRCPT TO:<v@x>\"}]} | 422",
                "{\"contacts\": [{\"email\": \"a@x.example\", \"firstName\": \"A\\r\\nBcc: y\"}]} | 422",
            })
    void aBodyThatIsNotRightIsRefused(String body, int status) {
        Answer answer = client.post("/contacts", body);

        assertEquals(status, answer.status(), answer.text());
        assertFalse(answer.json().path("detail").textValue().isBlank());
        assertEquals(0, office.store().contacts().count(office.own(), ""));
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"contacts\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertEquals(400, client.post("/contacts", deep).status());
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        String large = "{\"contacts\": [" + " ".repeat(JsonBody.OCTETS_MAX) + "]}";
        assertEquals(413, client.post("/contacts", large).status());
    }

    @Test
    void anotherContentTypeIsRefused() {
        assertEquals(415, client.call("POST", "/contacts", "{}", "text/plain").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contacts?serach=x",
                "/contacts?limit=0",
                "/contacts?limit=1001",
                "/contacts?limit=x",
                "/contacts?cursor=%21",
                "/contacts?cursor=MA",
                "/suppressions?reason=unknown_user"
            })
    void aParameterThatIsNotRightIsRefused(String path) {
        Answer answer = client.get(path);

        assertEquals(400, answer.status(), answer.text());
        assertEquals(1, answer.json().path("errors").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contacts/0", "/contacts/-1", "/contacts/x", "/contacts/99999999999999999999", "/nothing"})
    void whatIsNoIdDoesNotExist(String path) {
        assertEquals(404, client.get(path).status());
    }

    @Test
    void aRevokedKeyIsRefusedAtOnce() {
        assertEquals(200, client.get("/me").status());
        long id = office.store().apiKeys().of(office.own()).stream()
                .filter(key -> key.name().equals("own-key"))
                .findFirst()
                .orElseThrow()
                .id();
        office.store().apiKeys().revoke(office.own(), id, Instant.now());
        assertEquals(401, client.get("/me").status());
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrRepeats() {
        for (int i = 0; i < 25; i++) {
            office.contact(office.own(), "p" + i + "@x.example", "", "");
        }
        int seen = 0;
        String next = "";
        do {
            Answer page = client.get("/contacts?limit=10" + next);
            seen += page.json().path("items").size();
            next = page.json().has("next")
                    ? "&cursor=" + page.json().path("next").textValue()
                    : "";
        } while (!next.isEmpty());
        assertEquals(25, seen);
    }
}
