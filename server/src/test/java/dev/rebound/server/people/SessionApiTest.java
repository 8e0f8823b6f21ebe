package dev.rebound.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions are listed and ended by programs, each as far as its key reaches. */
class SessionApiTest {

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private Browser ann;
    private ApiClient own;
    private ApiClient foreign;
    private ApiClient operator;
    private String sessions = "";

    @BeforeEach
    void annIsSignedIn() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        ann = new Browser(office.port()).signIn("ann", Office.PASSWORD);
        own = new ApiClient(browser, "own-key");
        foreign = new ApiClient(browser, "foreign-key");
        operator = new ApiClient(browser, "operator-key");
        sessions =
                "/people/" + office.store().people().find("ann").orElseThrow().id() + "/sessions";
    }

    @AfterEach
    void close() {
        ann.close();
        browser.close();
        office.close();
    }

    private boolean annMayWork() {
        return ann.get("/a/" + office.own() + "/contacts").statusCode() == 200;
    }

    private static int count(JsonNode list) {
        return list.path("items").size();
    }

    @Test
    void oneIsEndedByItsName() {
        JsonNode list = own.get(sessions).json();
        assertEquals(1, count(list));
        String name = list.at("/items/0/id").asText();

        assertEquals(
                404,
                own.call("DELETE", sessions + "/" + "0".repeat(16), "", "application/json")
                        .status());
        assertEquals(
                204,
                own.call("DELETE", sessions + "/" + name, "", "application/json")
                        .status());

        assertFalse(annMayWork());
        assertEquals(0, count(own.get(sessions).json()));
    }

    @Test
    void allAreEndedAtOnce() {
        try (Browser elsewhere = new Browser(office.port()).signIn("ann", Office.PASSWORD)) {
            assertEquals(2, count(own.get(sessions).json()));
            assertEquals(
                    204, own.call("DELETE", sessions, "", "application/json").status());
            assertFalse(annMayWork());
            assertEquals(303, elsewhere.get("/").statusCode());
        }
    }

    @Test
    void anotherAccountSeesAndEndsNoneAnOperatorAll() {
        assertEquals(404, foreign.get(sessions).status());
        assertEquals(
                404, foreign.call("DELETE", sessions, "", "application/json").status());
        assertEquals(403, own.get("/operator" + sessions).status());

        String name =
                operator.get("/operator" + sessions).json().at("/items/0/id").asText();
        assertEquals(
                204,
                operator.call("DELETE", "/operator" + sessions + "/" + name, "", "application/json")
                        .status());
        assertFalse(annMayWork());
        assertEquals(
                204,
                operator.call("DELETE", "/operator" + sessions, "", "application/json")
                        .status());
    }
}
