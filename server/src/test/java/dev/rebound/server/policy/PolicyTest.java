package dev.rebound.server.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.policy.Policy;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy is seen beforehand, changed, and returned to, over the API. */
class PolicyTest {

    private static final String PROTECTIVE = "{\"preset\": \"PROTECTIVE\"}";

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

    private Answer put(String body) {
        return own.call("PUT", "/policy", body, "application/json");
    }

    private long suppressed() {
        return own.get("/suppressions/counts").json().path("total").longValue();
    }

    private boolean eligible(String address) {
        return own.post("/eligibility", "{\"addresses\": [\"" + address + "\"]}")
                .json()
                .at("/items/0/eligible")
                .booleanValue();
    }

    @Test
    void anAccountBeginsWithTheStandardPolicy() {
        JsonNode policy = own.get("/policy").json();

        assertEquals("STANDARD", policy.path("preset").textValue());
        assertEquals(11, policy.path("reasons").size());
        assertFalse(policy.has("version"));
    }

    @Test
    void aPreviewCountsAndChangesNothing() {
        office.bounced(office.own(), "full@x.example", "552 5.2.2 mailbox full");
        office.bounced(office.own(), "gone@x.example", "550 5.1.1 no such user");
        office.bounced(office.foreign(), "theirs@x.example", "552 5.2.2 mailbox full");

        JsonNode preview = own.post("/policy/preview", PROTECTIVE).json();

        assertEquals(2, preview.path("addressesLookedAt").intValue());
        assertEquals(1, preview.at("/wouldBecomeMailable/byReason/MAILBOX_FULL").intValue());
        assertEquals(0, preview.at("/wouldBeSuppressed/total").intValue());
        assertEquals("full@x.example", preview.at("/examples/0/address").textValue());
        assertEquals(2, suppressed());
        assertFalse(own.get("/policy").json().has("version"));
    }

    @Test
    void aChangeDoesWhatThePreviewSaidAndUndoingItBringsItBack() {
        office.bounced(office.own(), "full@x.example", "552 5.2.2 mailbox full");
        office.bounced(office.own(), "gone@x.example", "550 5.1.1 no such user");

        JsonNode changed = put(PROTECTIVE).json();

        assertEquals(1, changed.path("version").intValue());
        assertTrue(changed.path("applied").booleanValue());
        assertEquals(1, suppressed());
        assertTrue(eligible("full@x.example"));
        JsonNode undone = own.post("/policy/undo", "{\"version\": 1}").json();
        assertEquals(0, undone.path("restores").intValue());
        assertEquals(2, suppressed());
        assertFalse(eligible("full@x.example"));
        assertEquals(2, own.get("/policy/versions").json().path("items").size());
        assertEquals(
                2,
                office.store().auditLog().page(Optional.of(office.own()), Optional.empty(), 100).stream()
                        .filter(entry -> entry.entry().action() == AuditAction.POLICY_CHANGED)
                        .count());
        assertTrue(office.store().ledger().verify().agrees());
    }

    @Test
    void theSamePolicyAgainIsNoVersion() {
        put(PROTECTIVE);
        put(PROTECTIVE);

        assertEquals(1, own.get("/policy/versions").json().path("items").size());
    }

    @Test
    void reasonsThatAreGivenStandInPlaceOfThePresets() {
        JsonNode policy =
                put("{\"preset\": \"STANDARD\", \"reasons\": [{\"reason\": \"TEMPORARY\", \"suppress\": \"REPEATED\","
                                + " \"bounces\": 3, \"withinDays\": 7, \"expiresAfterDays\": 30, \"probeAfterDays\": 10}]}")
                        .json();

        assertFalse(policy.has("preset"));
        JsonNode row = policy.at("/reasons/9");
        assertEquals("TEMPORARY", row.path("reason").textValue());
        assertEquals(3, row.path("bounces").intValue());
        assertEquals(30, row.path("expiresAfterDays").intValue());
    }

    @Test
    void anAccountThatDoesNotHeedTheGlobalListSaysSo() {
        assertFalse(put("{\"heedsGlobalList\": false}")
                .json()
                .path("heedsGlobalList")
                .booleanValue());
        assertFalse(office.store().policies().current(office.own()).heedsGlobal());
        assertEquals(Policy.standard(), office.store().policies().current(office.foreign()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"preset\": \"LAX\"}                                                      | /preset",
                "{\"reasons\": []}                                                          | /reasons",
                "{\"reasons\": [{\"reason\": \"SPAM\"}]}                                    | /reasons/0/suppress",
                "{\"reasons\": [{\"reason\": \"SPAM\", \"suppress\": \"REPEATED\"}]}        | /reasons/0/bounces",
                "{\"reasons\": [{\"reason\": \"SPAM\", \"suppress\": \"AT_ONCE\", \"expiresAfterDays\": 0}]} "
                        + "| /reasons/0/expiresAfterDays",
                "{\"reasons\": [{\"reason\": \"SPAM\", \"suppress\": \"AT_ONCE\", \"expiresAfterDays\": 5, "
                        + "\"probeAfterDays\": 5}]} | /reasons/0/probeAfterDays",
            })
    void whatIsNotRightIsRefusedAndChangesNothing(String body, String pointer) {
        Answer answer = put(body);

        assertEquals(422, answer.status(), answer.text());
        assertEquals(pointer, answer.json().at("/errors/0/pointer").textValue());
        assertEquals(0, own.get("/policy/versions").json().path("items").size());
    }

    @Test
    void aVersionThatIsNotThereCannotBeUndone() {
        assertEquals(404, own.post("/policy/undo", "{\"version\": 1}").status());
    }
}
