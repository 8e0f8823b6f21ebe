package dev.rebound.server.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import dev.rebound.server.api.ApiSchemas;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many addresses at once, over the API and as pages. */
@SuppressWarnings("NullAway.Init") // filled before each test
final class BulkApiTest {

    private static final String CHANGES = "/suppressions/bulk-changes";

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient api;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        api = new ApiClient(browser, "own-key");
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    private void bounced(String address) {
        office.bounced(office.own(), address, "550 5.1.1 no such user");
    }

    private boolean isSuppressed(String address) {
        AddressKey key = EmailAddress.parse(address).orElseThrow().key();
        return office.store().suppressions().find(office.own(), key).isPresent();
    }

    private Answer accepted(Answer answer) {
        assertEquals(202, answer.status(), answer::text);
        assertFits("BulkChange", answer.json());
        return answer;
    }

    private static void assertFits(String schema, JsonNode json) {
        assertEquals(List.of(), ApiSchemas.faults(schema, json), json::toString);
    }

    private String path(Answer answer) {
        return CHANGES + "/" + answer.json().path("id").textValue();
    }

    /** Reading goes on in the background: asks until it has come to a stage. */
    private JsonNode waitFor(String path, String stage) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        JsonNode json = api.get(path).json();
        while (!json.path("stage").textValue().equals(stage) && System.nanoTime() < until) {
            Thread.onSpinWait();
            json = api.get(path).json();
        }
        assertEquals(stage, json.path("stage").textValue(), json::toString);
        return json;
    }

    private Answer file(String query, String content) {
        return api.call("POST", CHANGES + "/files?" + query, content, "application/octet-stream");
    }

    @Test
    void whatAFilterFitsIsShownBeforehandUnbouncedAndPutBack() {
        bounced("a@one.example");
        bounced("b@one.example");
        bounced("c@two.example");

        Answer chosen = accepted(api.post(CHANGES, "{\"filter\": {\"search\": \"one.example\"}}"));

        assertEquals("READY", chosen.json().path("stage").textValue());
        assertEquals(
                "[{\"outcome\":\"LIFTED\",\"reason\":\"UNKNOWN_USER\",\"number\":2}]",
                chosen.json().path("counts").toString());
        assertTrue(isSuppressed("a@one.example"));
        Answer applied = accepted(api.post(path(chosen) + "/apply", "{\"why\": \"they were down\"}"));
        assertEquals("DONE", applied.json().path("stage").textValue());
        assertFalse(isSuppressed("a@one.example"));
        assertTrue(isSuppressed("c@two.example"));
        Answer undone = accepted(api.post(path(chosen) + "/undo", ""));
        assertEquals("UNDONE", undone.json().path("stage").textValue());
        assertTrue(isSuppressed("a@one.example"));
    }

    @Test
    void theNextBounceSuppressesAgainAtOnce() {
        bounced("a@one.example");
        Answer chosen = accepted(api.post(CHANGES, "{\"addresses\": [\"a@one.example\"]}"));
        accepted(api.post(path(chosen) + "/apply", "{\"why\": \"they called\"}"));
        assertFalse(isSuppressed("a@one.example"));

        bounced("a@one.example");

        assertTrue(isSuppressed("a@one.example"));
        JsonNode undone = accepted(api.post(path(chosen) + "/undo", "")).json();
        assertEquals("SUPPRESSED_SINCE", undone.at("/undoneCounts/0/outcome").textValue());
    }

    @Test
    void whatCannotBeUnbouncedIsSaidBeforehand() {
        bounced("a@one.example");

        JsonNode chosen = accepted(
                        api.post(CHANGES, "{\"addresses\": [\"a@one.example\", \"b@one.example\", \"nobody\"]}"))
                .json();

        assertEquals(1, chosen.path("badLines").intValue());
        assertEquals(
                "[{\"outcome\":\"LIFTED\",\"reason\":\"UNKNOWN_USER\",\"number\":1},"
                        + "{\"outcome\":\"NOT_SUPPRESSED\",\"number\":1}]",
                chosen.path("counts").toString());
    }

    @Test
    void aListIsReadPreviewedImportedExportedAndTakenBack() {
        Answer taken = accepted(file("kind=IMPORT&fileName=bounces.csv", """
                status,reason,email,created
                5.1.1,550 5.1.1 no such user,a@gone.example,1743465600
                4.2.1,450 4.2.1 try later,b@gone.example,1743465600
                ,,nobody,
                """));
        JsonNode read = waitFor(path(taken), "READY");
        assertFits("BulkChange", read);
        assertEquals("SENDGRID", read.path("source").textValue());
        assertEquals(2, read.path("badLines").intValue());
        assertFalse(isSuppressed("a@gone.example"));

        Answer bad = api.get(path(taken) + "/bad-lines?limit=1");
        assertFits("BadLinePage", bad.json());
        assertEquals("SOFT_BOUNCE", bad.json().at("/items/0/problem").textValue());
        Answer rest = api.get(
                path(taken) + "/bad-lines?cursor=" + bad.json().path("next").textValue());
        assertEquals(4, rest.json().at("/items/0/line").intValue());

        accepted(api.post(path(taken) + "/apply", "{\"why\": \"we move\"}"));
        assertTrue(isSuppressed("a@gone.example"));
        Answer entries = api.get(path(taken) + "/entries?outcome=SUPPRESSED");
        assertFits("BulkEntryPage", entries.json());
        assertEquals("UNKNOWN_USER", entries.json().at("/items/0/reason").textValue());
        Answer page = api.get("/suppressions");
        assertFits("SuppressionPage", page.json());
        assertEquals("SENDGRID", page.json().at("/items/0/source").textValue());
        String csv = api.get("/suppressions/export").text();
        assertTrue(csv.contains("\"a@gone.example\",\"UNKNOWN_USER\",\"2025-04-01T00:00:00Z\""), csv);
        String lines = api.get("/suppressions/export?format=JSONL").text();
        assertTrue(lines.startsWith("{\"address\":\"a@gone.example\",\"reason\":\"UNKNOWN_USER\""), lines);

        accepted(api.post(path(taken) + "/undo", ""));
        assertFalse(isSuppressed("a@gone.example"));
    }

    @Test
    void ourOwnExportIsReadBack() {
        bounced("a@one.example");
        bounced("=b@one.example");
        for (String format : List.of("CSV", "JSONL")) {
            String exported = api.get("/suppressions/export?format=" + format).text();
            Answer taken = accepted(file("kind=IMPORT", exported));
            JsonNode read = waitFor(path(taken), "READY");
            assertEquals("REBOUND", read.path("source").textValue());
            assertEquals(
                    "[{\"outcome\":\"ALREADY_SUPPRESSED\",\"reason\":\"UNKNOWN_USER\",\"number\":2}]",
                    read.path("counts").toString());
        }
    }

    @Test
    void aFileThatIsNoListIsToldOf() {
        Answer taken = accepted(file("kind=UNBOUNCE", "name\nAnn\n"));

        JsonNode failed = waitFor(path(taken), "FAILED");

        assertEquals("NOT_RECOGNISED", failed.path("problem").textValue());
        assertFits("BulkChange", failed);
        assertEquals(409, api.post(path(taken) + "/apply", "{\"why\": \"x\"}").status());
    }

    @Test
    void wrongCallsAreRefusedWithNothingChanged() {
        bounced("a@one.example");
        Answer chosen = accepted(api.post(CHANGES, "{\"filter\": {}}"));

        assertEquals(422, api.post(CHANGES, "{}").status());
        assertEquals(
                422,
                api.post(CHANGES, "{\"addresses\": [\"a@one.example\"], \"filter\": {}}")
                        .status());
        assertEquals(
                422, api.post(CHANGES, "{\"filter\": {\"reason\": \"MALBOX\"}}").status());
        assertEquals(422, api.post(path(chosen) + "/apply", "{\"why\": \" \"}").status());
        assertEquals(409, api.post(path(chosen) + "/undo", "").status());
        assertEquals(404, api.get(CHANGES + "/999").status());
        assertEquals(400, file("kind=DELETE", "a@b.example").status());
        assertEquals(400, file("fileName=x", "a@b.example").status());
        assertEquals(400, api.get(path(chosen) + "/entries?cursor=x").status());
        assertTrue(isSuppressed("a@one.example"));
        accepted(api.post(path(chosen) + "/apply", "{\"why\": \"once\"}"));
        assertEquals(
                409, api.post(path(chosen) + "/apply", "{\"why\": \"twice\"}").status());
    }

    @Test
    void entriesAndChangesArePaged() {
        for (int i = 0; i < 5; i++) {
            bounced("a" + i + "@one.example");
        }
        Answer first = accepted(api.post(CHANGES, "{\"filter\": {}}"));
        Answer second = accepted(api.post(CHANGES, "{\"filter\": {}}"));

        Answer page = api.get(path(first) + "/entries?limit=3");
        assertEquals(3, page.json().path("items").size());
        Answer rest = api.get(path(first) + "/entries?limit=3&cursor="
                + page.json().path("next").textValue());
        assertEquals("a3@one.example", rest.json().at("/items/0/address").textValue());
        assertTrue(rest.json().path("next").isMissingNode());
        Answer list = api.get(CHANGES + "?limit=1");
        assertFits("BulkChangePage", list.json());
        assertEquals(second.json().path("id"), list.json().at("/items/0/id"));
    }

    @Test
    void aPersonChoosesSeesSaysWhyAndTakesItBack() {
        bounced("a@one.example");
        bounced("b@one.example");
        browser.signIn("ann", Office.PASSWORD);
        String list = "/a/" + office.own() + "/suppressions";
        browser.get(list);

        browser.submit(list + "/preview", Map.of("all", "yes", "search", "one.example"));
        HttpResponse<String> chosen = browser.get(list + "/bulk-changes/1");
        assertTrue(chosen.body().contains("Unbounce 2 addresses"), chosen.body());
        assertTrue(isSuppressed("a@one.example"));
        String change = list + "/bulk-changes/1";
        assertEquals(422, browser.submit(change + "/apply", Map.of("why", " ")).statusCode());
        browser.submit(change + "/apply", Map.of("why", "they were down"));
        HttpResponse<String> done = browser.get(change);
        assertTrue(done.body().contains("they were down"), done.body());
        assertFalse(isSuppressed("a@one.example"));
        assertTrue(browser.get(list + "/bulk-changes").body().contains("they were down"));
        browser.get(change);
        browser.submit(change + "/undo", Map.of());
        assertTrue(isSuppressed("a@one.example"));
        assertEquals(
                Map.of(Reason.UNKNOWN_USER, 2L), office.store().suppressions().counts(office.own()));
    }

    @Test
    void aFileThatWasForgottenInTheFormIsAskedFor() {
        browser.signIn("ann", Office.PASSWORD);
        String form = "/a/" + office.own() + "/suppressions/file";

        assertTrue(browser.get(form + "?kind=UNBOUNCE").body().contains("Unbounce by file"));
        browser.get(form);
        assertEquals(422, browser.submit(form, Map.of("kind", "IMPORT")).statusCode());
    }
}
