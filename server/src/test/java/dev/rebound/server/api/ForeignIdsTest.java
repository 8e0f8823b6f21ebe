package dev.rebound.server.api;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.Invitation;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient.Answer;
import dev.rebound.server.web.Routes.Route;
import dev.rebound.server.web.Visit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What belongs to another account does not exist: every operation of the document and every page is tried with the
 * ids of another account, in each parameter of the path and each member of the body that takes one. A new operation
 * with an id that is not known here fails the test.
 */
class ForeignIdsTest {

    private static final Pattern HOLE = Pattern.compile("\\{([^}]*)}");

    private static final String DRAFT =
            "\"name\": \"N\", \"subject\": \"S\", \"from\": \"a@sender.example\", \"text\": \"T\"";

    /** A body that would be good for these, so that the id alone is what is wrong. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            entry("PATCH /contacts/{contactId}", "{\"firstName\": \"X\"}"),
            entry("PATCH /contacts/properties/{propertyName}", "{\"name\": \"mine\"}"),
            entry("POST /contacts/{contactId}/bounce", "{\"reason\": \"UNKNOWN_USER\", \"why\": \"w\"}"),
            entry("POST /contacts/{contactId}/addresses", "{\"email\": \"n@x.example\"}"),
            entry("POST /contacts/{contactId}/merge", "{\"contactId\": \"1\"}"),
            entry("PUT /emails/{emailId}", "{" + DRAFT + "}"),
            entry("POST /emails/{emailId}/clone", "{\"name\": \"C\"}"),
            entry("POST /emails/{emailId}/schedule", "{\"startsAt\": \"2036-01-01T00:00:00Z\"}"),
            entry("POST /emails/{emailId}/sample", "{\"size\": 10}"),
            entry("PATCH /webhooks/{webhookId}", "{\"paused\": true}"),
            entry("POST /webhooks/{webhookId}/rewind", "{\"since\": \"2026-01-01T00:00:00Z\"}"),
            entry("PUT /messages/{messageId}/opinion", "{\"opinion\": \"WRONG\"}"),
            entry("PUT /people/{personId}", "{\"role\": \"SALES\"}"));

    /** Bodies with ids in them, with what is put in for the hole. */
    private static final Map<String, List<String>> BODIES_WITH_IDS = Map.ofEntries(
            entry(
                    "POST /emails",
                    List.of(
                            "{" + DRAFT + ", \"selection\": {\"kind\": \"CHOSEN\", \"contactIds\": [\"{contactId}\"]}}",
                            "{" + DRAFT
                                    + ", \"selection\": {\"kind\": \"SOFT_BOUNCED_OF\", \"emailId\": \"{emailId}\"}}")),
            entry(
                    "POST /emails/preview",
                    List.of(
                            "{\"selection\": {\"kind\": \"CHOSEN\", \"contactIds\": [\"{contactId}\"]}}",
                            "{\"selection\": {\"kind\": \"SOFT_BOUNCED_OF\", \"emailId\": \"{emailId}\"}}")),
            entry("POST /queue/retry", List.of("{\"emailId\": \"{emailId}\"}", "{\"messageId\": \"{messageId}\"}")));

    /** Those whose bodies have no ids; tried by tests of their own with addresses of others. */
    private static final Set<String> BODIES_WITHOUT_IDS = Set.of(
            "POST /contacts",
            "POST /contacts/imports",
            "POST /eligibility",
            "POST /suppressions/unbounce",
            "POST /suppressions/bulk-changes",
            "POST /suppressions/bulk-changes/files",
            "PUT /policy",
            "POST /policy/preview",
            "POST /policy/undo",
            "POST /classify",
            "POST /classify/message",
            "POST /explain",
            "POST /inboxes",
            "POST /inboxes/find",
            "POST /templates",
            "POST /sequences",
            "POST /webhooks",
            "POST /invitations",
            "POST /api-keys");

    /** Of the other account, all that can be read. */
    private static final List<String> EVERYTHING = List.of(
            "/contacts",
            "/contacts/properties",
            "/emails",
            "/submitted",
            "/verdicts",
            "/suppressions",
            "/suppressions/bulk-changes",
            "/inboxes",
            "/one-to-one",
            "/templates",
            "/sequences",
            "/webhooks",
            "/policy",
            "/policy/versions",
            "/queue",
            "/people",
            "/invitations",
            "/audit");

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient own;
    private final Map<String, String> foreign = new LinkedHashMap<>();

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        own = new ApiClient(browser, "own-key");
        ContactId contact = office.bounced(office.foreign(), "v@x.example", "550 5.1.1 no such user");
        MessageId message = office.send(office.foreign(), office.contact(office.foreign(), "w@x.example", "", ""), "N");
        String email = office.store()
                .emails()
                .page(office.foreign(), Optional.empty(), 1)
                .getFirst()
                .id()
                .toString();
        long person = office.store()
                .people()
                .create(new NewPerson(
                        "theo", "Theo", "-", false, false, List.of(new Membership(office.foreign(), Role.OWNER))))
                .orElseThrow()
                .id();
        office.store()
                .people()
                .invite(new Invitation(
                        "hash",
                        office.foreign(),
                        "kim",
                        Role.SALES,
                        "theo",
                        Instant.now().plusSeconds(3_600)));
        long key = office.store().apiKeys().of(office.foreign()).getFirst().id();
        foreign.put("contactId", contact.toString());
        office.store().contacts().setProperties(office.foreign(), contact, Map.of("their_own", "x"));
        foreign.put("propertyName", "their_own");
        foreign.put("emailId", email);
        foreign.put("messageId", message.toString());
        foreign.put(
                "webhookId",
                office.webhook(office.foreign(), "https://there.example/").toString());
        String bulk =
                office.bulkChange(office.foreign(), List.of("v@x.example")).toString();
        foreign.put("bulkId", bulk);
        foreign.put("bulk", bulk);
        foreign.put("personId", Long.toString(person));
        foreign.put("keyId", Long.toString(key));
        foreign.put("login", "kim");
        foreign.putAll(TheirWriting.in(office));
        nameWhatHasNoRow();
        nameThemAsPagesDo();
    }

    private void nameWhatHasNoRow() {
        foreign.put("addressId", "1");
        foreign.put("letterId", "1");
        foreign.put("fileName", "a.pdf");
        foreign.put("session", "0123456789abcdef");
        foreign.put("sessionId", "0123456789abcdef");
        foreign.put("ruleId", "no-such-rule");
        foreign.put("sourceId", "1");
        foreign.put("importId", "0123456789abcdef0123456789abcdef");
        foreign.put("evidenceId", "0123456789abcdef0123456789abcdef");
    }

    private void nameThemAsPagesDo() {
        foreign.put("contact", foreign.get("contactId"));
        foreign.put("email", foreign.get("emailId"));
        foreign.put("webhook", foreign.get("webhookId"));
        foreign.put("message", foreign.get("messageId"));
        foreign.put("letter", "1");
        foreign.put("property", foreign.get("propertyName"));
        foreign.put("key", foreign.get("keyId"));
        foreign.put("person", foreign.get("personId"));
        foreign.put("name", "a.pdf");
        foreign.put("import", foreign.get("importId"));
        foreign.put("offered", foreign.get("importId"));
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    private static List<String> operations() {
        List<String> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path :
                new ApiDocument().tree().get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (!operation.getKey().equals("parameters")) {
                    operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return operations;
    }

    /** The template with the other account's ids; a hole that is not known is a mistake in this test. */
    private String filled(String template) {
        Matcher hole = HOLE.matcher(template);
        return hole.replaceAll(match -> Optional.ofNullable(foreign.get(match.group(1)))
                .orElseThrow(() -> new AssertionError("say in this test what " + match.group() + " is: " + template)));
    }

    private static String withNobodys(String template) {
        return HOLE.matcher(template).replaceAll("99999999");
    }

    private Map<String, String> everythingOfTheOther() {
        ApiClient theirs = new ApiClient(browser, "foreign-key");
        Map<String, String> all = new LinkedHashMap<>();
        EVERYTHING.forEach(path -> all.put(path, theirs.get(path).text()));
        all.put("email", theirs.get("/emails/" + foreign.get("emailId")).text());
        all.put("contact", theirs.get("/contacts/" + foreign.get("contactId")).text());
        theirs.get("/api-keys")
                .json()
                .path("items")
                .forEach(key ->
                        all.put("key " + key.path("id"), key.path("state").asText()));
        return all;
    }

    @Test
    void everyOperationWithAnIdOfAnotherAccountAnswers404AndChangesNothing() {
        Map<String, String> before = everythingOfTheOther();
        int tried = 0;
        for (String operation : operations()) {
            String[] parts = operation.split(" ", -1);
            if (parts[1].contains("{") && !parts[1].startsWith("/operator/")) {
                String body = BODIES.getOrDefault(operation, "{}");
                Answer answer = own.call(parts[0], filled(parts[1]), body, "application/json");
                assertEquals(404, answer.status(), operation + " " + answer.text());
                assertEquals(
                        "urn:rebound:problem:not-found",
                        answer.json().path("type").textValue(),
                        operation);
                Answer nobodys = own.call(parts[0], withNobodys(parts[1]), body, "application/json");
                assertEquals(nobodys.text(), answer.text(), operation + " tells the difference");
                tried++;
            }
        }
        assertTrue(tried >= 33, "operations tried: " + tried);
        assertEquals(before, everythingOfTheOther());
    }

    @Test
    void everyBodyWithAnIdOfAnotherAccountIsRefusedAsIfThereWereNone() {
        Map<String, String> before = everythingOfTheOther();
        for (Map.Entry<String, List<String>> operation : BODIES_WITH_IDS.entrySet()) {
            String[] parts = operation.getKey().split(" ", -1);
            for (String body : operation.getValue()) {
                Answer answer = own.call(parts[0], parts[1], filledBody(body), "application/json");
                assertEquals(422, answer.status(), operation.getKey() + " " + answer.text());
                assertEquals("NOT_FOUND", answer.json().at("/errors/0/problem").textValue(), answer.text());
                Answer nobodys = own.call(parts[0], parts[1], nobodysBody(body), "application/json");
                assertEquals(nobodys.text(), answer.text(), operation.getKey() + " tells the difference");
            }
        }
        assertEquals(before, everythingOfTheOther());
    }

    private String filledBody(String body) {
        return body.replace("{contactId}", String.valueOf(foreign.get("contactId")))
                .replace("{emailId}", String.valueOf(foreign.get("emailId")))
                .replace("{messageId}", String.valueOf(foreign.get("messageId")));
    }

    private static String nobodysBody(String body) {
        return body.replaceAll("\\{(contactId|emailId|messageId)}", "99999999");
    }

    @Test
    void everyOperationThatTakesABodyIsKnownHere() {
        Set<String> unknown = new TreeSet<>();
        for (String operation : operations()) {
            boolean known = operation.startsWith("GET ")
                    || operation.contains("{")
                    || operation.contains(" /operator/")
                    || BODIES_WITH_IDS.containsKey(operation)
                    || BODIES_WITHOUT_IDS.contains(operation);
            if (!known) {
                unknown.add(operation);
            }
        }
        assertEquals(Set.of(), unknown);
    }

    @Test
    void theOperatorsOperationsRefuseAKeyOfAnAccountBeforeTheyLookAtIds() {
        for (String operation : operations()) {
            String[] parts = operation.split(" ", -1);
            if (parts[1].startsWith("/operator/")) {
                foreign.put("quarantineId", "1");
                foreign.put("reclassificationId", "1");
                foreign.put("circuitId", "1");
                foreign.put("accountId", office.foreign().toString());
                Answer answer = own.call(parts[0], filled(parts[1]), "{}", "application/json");
                assertEquals(403, answer.status(), operation);
                assertEquals(
                        own.call(parts[0], withNobodys(parts[1]), "{}", "application/json")
                                .text(),
                        answer.text());
            }
        }
    }

    @Test
    void everyPageWithAnIdOfAnotherAccountDoesNotExistAndChangesNothing() {
        Map<String, String> before = everythingOfTheOther();
        Browser ann = new Browser(office.port()).signIn("ann", Office.PASSWORD);
        ann.get("/me");
        int tried = 0;
        for (Route route : office.server().routes()) {
            String rest = route.path().replace("{account}", office.own().toString());
            if (route.path().startsWith(Visit.ACCOUNT_PATH) && rest.contains("{")) {
                String path = filled(rest);
                int status = route.method().name().equals("GET")
                        ? ann.get(path).statusCode()
                        : ann.submit(path, Map.of("why", "because", "role", "SALES", "unsubscribed", "yes"))
                                .statusCode();
                assertEquals(404, status, route.method() + " " + path);
                tried++;
            }
        }
        ann.close();
        assertTrue(tried >= 36, "pages tried: " + tried);
        assertEquals(before, everythingOfTheOther());
    }
}
