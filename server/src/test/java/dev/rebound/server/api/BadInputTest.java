package dev.rebound.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a call: an exact problem document says what and where, and nothing is half done. */
class BadInputTest {

    private static final String DRAFT =
            "{\"name\": \"N\", \"subject\": \"S\", \"from\": \"a@sender.example\", \"text\": \"T\"}";

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient own;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        own = new ApiClient(browser, "own-key");
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    private static void assertProblem(Answer answer, int status, String kind) {
        assertEquals(status, answer.status(), answer.text());
        assertTrue(answer.contentType().startsWith("application/problem+json"), answer.contentType());
        assertEquals("urn:rebound:problem:" + kind, answer.json().path("type").textValue(), answer.text());
        assertEquals(status, answer.json().path("status").intValue());
    }

    private static void assertPointer(Answer answer, String pointer, String problem) {
        assertEquals(pointer, answer.json().at("/errors/0/pointer").textValue(), answer.text());
        assertEquals(problem, answer.json().at("/errors/0/problem").textValue(), answer.text());
    }

    private int contacts() {
        return own.get("/contacts/count").json().path("count").intValue();
    }

    private int emails() {
        return own.get("/emails").json().path("items").size();
    }

    @Test
    void anUnknownAccountIsNotFound() {
        ApiClient operator = new ApiClient(browser, "operator-key");
        assertProblem(operator.get("/operator/queue?account=99999"), 404, "not-found");
        assertProblem(
                operator.call("PUT", "/operator/people/1/accounts/99999", "{\"role\": \"SALES\"}", "application/json"),
                404,
                "not-found");
    }

    @Test
    void aMalformedAddressIsNamedWithItsPlace() {
        Answer from = own.post("/emails", DRAFT.replace("a@sender.example", "a@@sender.example"));
        assertProblem(from, 422, "invalid-content");
        assertEquals("/from", from.json().at("/errors/0/pointer").textValue());
        assertEquals(0, emails());

        Answer contact = own.post("/contacts", "{\"contacts\": [{\"email\": \"x@y\\r\\nRCPT TO:<v@x>\"}]}");
        assertProblem(contact, 422, "invalid-content");
        assertEquals("/contacts/0/email", contact.json().at("/errors/0/pointer").textValue());
        assertEquals(0, contacts());
    }

    @Test
    void moreThanTenMegabytesAreTooLarge() {
        String huge = DRAFT.replace("\"T\"", "\"" + "x".repeat(10_000_001) + "\"");
        assertProblem(own.post("/emails", huge), 413, "too-large");
        String padded = DRAFT.replace("{", "{" + " ".repeat(9_999_000 - DRAFT.length()));
        assertEquals(201, own.post("/emails", padded).status());
        assertEquals(1, emails());
    }

    @Test
    void aTextThatIsTooLongIsNamedWithItsPlace() {
        Answer answer = own.post("/emails", DRAFT.replace("\"N\"", "\"" + "x".repeat(2_000) + "\""));
        assertProblem(answer, 422, "invalid-content");
        assertPointer(answer, "/name", "TOO_LONG");
    }

    @Test
    void wrongTypesAreNamedWithTheirPlace() {
        Answer number = own.post("/emails", DRAFT.replace("\"N\"", "7"));
        assertProblem(number, 422, "invalid-content");
        assertPointer(number, "/name", "WRONG_TYPE");

        Answer list = own.post("/contacts", "{\"contacts\": {\"email\": \"n@x.example\"}}");
        assertProblem(list, 422, "invalid-content");
        assertPointer(list, "/contacts", "WRONG_TYPE");

        Answer nested = own.post("/contacts", "{\"contacts\": [{\"email\": \"n@x.example\"}, 7]}");
        assertProblem(nested, 422, "invalid-content");
        assertPointer(nested, "/contacts/1", "WRONG_TYPE");
        assertEquals(0, contacts());

        Answer scopes = own.post("/api-keys", "{\"name\": \"K\", \"scopes\": [\"READ\", \"REED\"]}");
        assertProblem(scopes, 422, "invalid-content");
        assertPointer(scopes, "/scopes/1", "UNKNOWN_VALUE");
    }

    @Test
    void whatIsNoJsonIsToldWithLineAndColumn() {
        Answer broken = own.post("/emails", "{\"name\": \"N\",\n  oops}");
        assertProblem(broken, 400, "malformed-body");
        assertTrue(broken.json().path("detail").textValue().contains("line 2, column"), broken.text());
        assertProblem(own.post("/emails", "[]"), 400, "malformed-body");
        assertProblem(own.post("/emails", ""), 400, "malformed-body");
        assertProblem(own.call("POST", "/emails", DRAFT, "text/plain"), 415, "wrong-content-type");
        assertEquals(0, emails());
    }

    private HttpResponse<String> once(String path, String key, String body) {
        return browser.send(browser.request("/api/v1" + path)
                .header("Authorization", "Bearer own-key")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void anIdempotencyKeyWithAnotherBodyIsRefusedAndDoesNothing() {
        assertEquals(201, once("/emails", "k1", DRAFT).statusCode());
        HttpResponse<String> other = once("/emails", "k1", DRAFT.replace("\"N\"", "\"Other\""));
        assertEquals(422, other.statusCode());
        assertTrue(other.body().contains("urn:rebound:problem:invalid-content"), other.body());
        assertEquals(1, emails());
    }

    @Test
    void anAnswerWithASecretIsNotKept() {
        HttpResponse<String> refused = once("/api-keys", "k2", "{\"name\": \"K\", \"scopes\": [\"READ\"]}");
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("Idempotency-Key cannot be used here"), refused.body());
        assertEquals(
                1,
                own.get("/api-keys").json().path("items").findValuesAsText("name").stream()
                        .filter("own-key"::equals)
                        .count());
    }

    @Test
    void aKeyGivesAwayNoMoreThanItHas() {
        Answer made = own.post("/api-keys", "{\"name\": \"small\", \"scopes\": [\"PEOPLE\"]}");
        ApiClient small = new ApiClient(browser, made.json().path("secret").textValue());
        Answer more = small.post("/api-keys", "{\"name\": \"big\", \"scopes\": [\"READ\"]}");
        assertProblem(more, 422, "invalid-content");
        assertPointer(more, "/scopes", "MORE_THAN_OWN");
        Answer owner = small.post("/invitations", "{\"login\": \"kim\", \"role\": \"OWNER\"}");
        assertProblem(owner, 422, "invalid-content");
        assertPointer(owner, "/role", "MORE_THAN_OWN");
        assertProblem(small.get("/contacts"), 403, "scope-missing");
    }

    @Test
    void withTheStoreGoneEverythingIsPutOffAndSaysWhenToComeBack() {
        Browser ann = new Browser(office.port()).signIn("ann", Office.PASSWORD);
        office.store().close();

        HttpResponse<String> read = browser.send(browser.request("/api/v1/contacts")
                .header("Authorization", "Bearer own-key")
                .build());
        assertEquals(503, read.statusCode());
        assertEquals("30", read.headers().firstValue("Retry-After").orElse(""));
        assertTrue(read.body().contains("urn:rebound:problem:unavailable"), read.body());

        HttpResponse<String> page = ann.get("/a/" + office.own() + "/emails");
        assertEquals(503, page.statusCode());
        assertEquals("30", page.headers().firstValue("Retry-After").orElse(""));
        ann.close();
    }
}
