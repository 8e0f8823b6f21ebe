package dev.rebound.server.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Past bounces are judged again: tried, applied, undone, over the API, with the rules that come with Rebound. */
class HistoryTest {

    private static final String PATH = "/operator/reclassifications";
    private static final String UNKNOWN = "550 5.1.1 no such user here";
    private static final String OWN_RULE = """
            [pack]
            title = "Our own"

            [[rule]]
            id = "house-closed"
            reason = "SPAM"
            fault = "CONTENT"
            match.all = ["says zorblax"]
            note = "this server says so when it refuses us"
            source = "our own log"
            examples = ["550 5.7.1 refused, says zorblax"]
            counter-examples = ["550 5.7.1 refused by zorblax"]
            """;

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient operator;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        operator = new ApiClient(browser, "operator-key");
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    /** What the server said meant something else to the rules of that time. */
    private void oncePolicy(String address) {
        MessageId message = office.send(office.own(), office.contact(office.own(), address, "", ""), "Newsletter");
        Verdict verdict = new Verdict(
                Reason.POLICY.finalType(),
                Reason.POLICY,
                Fault.RECEIVER,
                Confidence.LOW,
                new RuleId("old-rule"),
                "2025-1",
                List.of(),
                Optional.empty());
        EvidenceId id = EvidenceId.of(address);
        Evidence evidence = new Evidence(
                id, EvidenceSource.SMTP_REPLY, office.clock().instant(), Diagnostic.ofText(UNKNOWN), Optional.empty());
        office.store()
                .ledger()
                .record(
                        EmailAddress.parse(address).orElseThrow().key(),
                        new Observation.PermanentFailure(message, office.clock().instant(), id, verdict),
                        Optional.of(evidence))
                .join();
    }

    /** What came of it; here it is over at once. */
    private JsonNode run(String path, String body) {
        Answer begun = operator.post(path, body);
        assertEquals(202, begun.status(), begun.text());
        return operator.get(PATH + "/" + begun.json().path("id").textValue()).json();
    }

    private String reasonOf(String address) {
        return office.store()
                .suppressions()
                .find(office.own(), EmailAddress.parse(address).orElseThrow().key())
                .map(found -> found.suppression().reason().name())
                .orElse("");
    }

    @Test
    void aDryRunShowsTheDifferenceAndChangesNothing() {
        oncePolicy("gone@x.example");
        office.bounced(office.own(), "other@x.example", UNKNOWN);

        JsonNode dry = run(PATH, "{\"kind\": \"DRY_RUN\"}");

        assertEquals("DONE", dry.path("state").textValue());
        assertEquals(2, dry.path("bouncesLookedAt").intValue());
        assertEquals(1, dry.path("verdictsChanged").intValue());
        assertEquals("POLICY", dry.at("/differences/0/before").textValue());
        assertEquals("UNKNOWN_USER", dry.at("/differences/0/after").textValue());
        assertEquals(
                "gone@x.example", dry.at("/differences/0/examples/0/address").textValue());
        assertEquals("old-rule", dry.at("/differences/0/examples/0/ruleBefore").textValue());
        assertEquals(UNKNOWN, dry.at("/differences/0/examples/0/words").textValue());
        assertEquals("POLICY", reasonOf("gone@x.example"));
    }

    @Test
    void applyingChangesVerdictsAndUndoingBringsThemBack() {
        oncePolicy("gone@x.example");

        JsonNode applied = run(PATH, "{\"kind\": \"APPLY\"}");
        assertEquals("UNKNOWN_USER", reasonOf("gone@x.example"));
        JsonNode again = run(PATH, "{\"kind\": \"DRY_RUN\"}");
        JsonNode undone = run(PATH + "/" + applied.path("id").textValue() + "/undo", "{}");

        assertEquals(0, again.path("verdictsChanged").intValue());
        assertEquals(1, undone.path("verdictsChanged").intValue());
        assertEquals(applied.path("id").textValue(), undone.path("undoes").textValue());
        assertEquals("POLICY", reasonOf("gone@x.example"));
        assertEquals(3, operator.get(PATH).json().path("items").size());
        assertEquals(
                2,
                office.store().auditLog().page(Optional.empty(), Optional.empty(), 100).stream()
                        .filter(entry -> entry.entry().action() == AuditAction.RECLASSIFIED)
                        .count());
        assertTrue(office.store().ledger().verify().agrees());
    }

    @Test
    void rulesThatNobodyPutInForceCanBeTriedButNotApplied() {
        office.bounced(office.own(), "gone@x.example", "550 5.7.1 refused, says zorblax");
        String rules = "\"rules\": \"" + OWN_RULE.replace("\"", "\\\"").replace("\n", "\\n") + "\"";

        JsonNode dry = run(PATH, "{\"kind\": \"DRY_RUN\", " + rules + "}");
        Answer applied = operator.post(PATH, "{\"kind\": \"APPLY\", " + rules + "}");

        assertEquals(1, dry.path("verdictsChanged").intValue());
        assertEquals("SPAM", dry.at("/differences/0/after").textValue());
        assertEquals(422, applied.status());
        assertEquals("/rules", applied.json().at("/errors/0/pointer").textValue());
        assertEquals("POLICY", reasonOf("gone@x.example"));
    }

    @Test
    void brokenRulesAreRefusedWithLineAndColumn() {
        Answer answer = operator.post(PATH, "{\"kind\": \"DRY_RUN\", \"rules\": \"[[rule]]\\nid = 5\"}");

        assertEquals(422, answer.status());
        assertTrue(answer.text().contains("tried.toml:"), answer.text());
        assertEquals(0, operator.get(PATH).json().path("items").size());
    }

    @Test
    void whatIsNotThereCannotBeAskedFor() {
        assertEquals(404, operator.get(PATH + "/999").status());
        assertEquals(404, operator.post(PATH + "/999/undo", "{}").status());
        assertEquals(422, operator.post(PATH, "{\"kind\": \"UNDO\"}").status());
        assertEquals(403, new ApiClient(browser, "own-key").get(PATH).status());
    }

    @Test
    void theTimelineSaysThatItWasJudgedAgain() {
        oncePolicy("gone@x.example");
        run(PATH, "{\"kind\": \"APPLY\"}");

        ApiClient own = new ApiClient(browser, "own-key");
        String contact = own.get("/contacts?search=gone@x.example")
                .json()
                .at("/items/0/id")
                .textValue();
        String timeline = own.get("/contacts/" + contact + "/timeline").text();

        assertTrue(timeline.contains("RECLASSIFIED"), timeline);
        assertFalse(timeline.contains("operator-key"), timeline);
    }
}
