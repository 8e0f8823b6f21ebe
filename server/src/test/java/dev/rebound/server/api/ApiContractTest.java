package dev.rebound.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.SharedNodes;
import dev.rebound.server.api.ApiClient.Answer;
import dev.rebound.server.web.Access;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document and the routes say the same, whoever asks. */
class ApiContractTest {

    private static final String DRAFT = """
        {"name": "N", "subject": "S", "from": "a@sender.example", "text": "T"}\
        """;

    @TempDir
    private Path folder;

    private final JsonNode document = new ApiDocument().tree();
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

    @Test
    void everyRouteIsInTheDocumentAndEveryOperationHasARoute() {
        Set<String> routes = new TreeSet<>();
        office.server().routes().stream()
                .filter(route -> route.path().startsWith(ApiRoutes.BASE))
                .forEach(route -> routes.add(route.method() + " " + route.path().substring(ApiRoutes.BASE.length())));
        assertEquals(operations(), routes);
    }

    @Test
    void operatorsRoutesAreThoseUnderOperator() {
        office.server().routes().stream()
                .filter(route -> route.path().startsWith(ApiRoutes.BASE))
                .forEach(route -> assertEquals(
                        route.path().startsWith(ApiRoutes.BASE + "/operator/"),
                        route.access().equals(Access.key(Permission.INSTALLATION)),
                        route.path()));
    }

    @Test
    void everyOperationNamesTheScopeThatItsRouteDemands() {
        office.server().routes().stream()
                .filter(route -> route.path().startsWith(ApiRoutes.BASE))
                .forEach(route -> assertEquals(
                        route.access()
                                .permission()
                                .map(permission ->
                                        KeyScope.thatPermits(permission).name())
                                .orElse(""),
                        document.get("paths")
                                .path(route.path().substring(ApiRoutes.BASE.length()))
                                .path(route.method().name().toLowerCase(java.util.Locale.ROOT))
                                .at("/security/0/key/0")
                                .asText(),
                        route.method() + " " + route.path()));
    }

    private Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (!operation.getKey().equals("parameters")) {
                    operations.add(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return operations;
    }

    @Test
    void withoutAKeyEveryRouteAnswers401WithAProblemDocument() {
        ApiClient nobody = new ApiClient(browser, "guess");
        for (String operation : operations()) {
            String[] parts = operation.split(" ", -1);
            Answer answer = nobody.call(parts[0], parts[1].replaceAll("\\{[^}]*}", "1"), "{}", "application/json");
            assertEquals(401, answer.status(), operation);
            assertFits("#/components/schemas/Problem", answer.json(), operation);
        }
    }

    @Test
    void anAccountsKeyIsNoOperatorsKey() {
        for (String operation : operations()) {
            String[] parts = operation.split(" ", -1);
            if (parts[1].startsWith("/operator/")) {
                Answer answer = own.call(parts[0], parts[1].replaceAll("\\{[^}]*}", "1"), "{}", "application/json");
                assertEquals(403, answer.status(), operation);
            }
        }
    }

    @Test
    void listsAndChecksTellNothingOfAnotherAccount() {
        office.bounced(office.foreign(), "v@x.example", "550 5.1.1 no such user");

        office.webhook(office.foreign(), "https://there.example/");
        for (String list : List.of(
                "/contacts",
                "/emails",
                "/submitted",
                "/suppressions",
                "/suppressions/bulk-changes",
                "/webhooks",
                "/audit",
                "/invitations")) {
            assertEquals(0, own.get(list).json().path("items").size(), list);
        }
        JsonNode check =
                own.post("/eligibility", "{\"addresses\": [\"v@x.example\"]}").json();
        assertTrue(check.at("/items/0/eligible").booleanValue());
        assertEquals(
                "NOT_SUPPRESSED",
                own.post("/suppressions/unbounce", "{\"addresses\": [\"v@x.example\"], \"why\": \"test\"}")
                        .json()
                        .at("/items/0/outcome")
                        .textValue());
        assertEquals(1, office.store().suppressions().counts(office.foreign()).size());
    }

    @Test
    void nodesFitTheirSchema() {
        ApiClient operator = new ApiClient(browser, "operator-key");
        SharedNodes nodes = SharedNodes.in(office.store());
        assertAnswerFits("get", "/operator/nodes", 200, operator.get("/operator/nodes"));
        assertAnswerFits("get", "/operator/intake", 200, operator.get("/operator/intake"));
        List<String> states = new ArrayList<>();
        operator.get("/operator/nodes")
                .json()
                .at("/items")
                .forEach(node -> states.add(node.at("/state").textValue()));
        assertEquals(List.of("LIVE", "LOST", "LEFT"), states);
        nodes.leave();
    }

    @Test
    void answersToQuestionsFitTheirSchemas() {
        ContactId contact =
                office.bounced(office.own(), "v@x.example", "550 5.1.1 <img src=x onerror=alert(1)> unknown");
        String email = own.get("/emails").json().at("/items/0/id").textValue();
        String message = own.get("/emails/" + email + "/recipients")
                .json()
                .at("/items/0/messageId")
                .textValue();
        office.store()
                .quarantine()
                .keep(
                        new ReturnedMail(
                                "",
                                List.of("b+x@b.example"),
                                "Subject: x\r\n\r\ny".getBytes(StandardCharsets.UTF_8),
                                "192.0.2.1",
                                office.clock().instant()),
                        QuarantineReason.NO_SUCH_MESSAGE,
                        EvidenceGrade.UNPROVEN)
                .join();
        office.submitted("kim@x.example", "<1@there.example>");
        String webhook = office.webhook(office.own(), "https://crm.example/").toString();
        ApiClient operator = new ApiClient(browser, "operator-key");
        for (String path : List.of(
                "/me",
                "/audit",
                "/contacts",
                "/contacts/count",
                "/contacts/" + contact,
                "/contacts/" + contact + "/timeline",
                "/emails",
                "/emails/" + email,
                "/emails/" + email + "/figures",
                "/emails/" + email + "/course",
                "/emails/" + email + "/recipients?group=HARD",
                "/messages/" + message,
                "/submitted",
                "/submitted?headerId=%3C1@there.example%3E",
                "/queue",
                "/operator/queue",
                "/suppressions?reason=UNKNOWN_USER",
                "/suppressions/counts",
                "/suppressions/suspected",
                "/webhooks",
                "/webhooks/" + webhook,
                "/webhooks/" + webhook + "/dead-letters",
                "/policy",
                "/policy/versions",
                "/operator/accounts",
                "/operator/audit",
                "/operator/global-bounces",
                "/operator/quarantine?search=192&why=NO_SUCH_MESSAGE",
                "/operator/quarantine-counts",
                "/operator/warm-up",
                "/operator/reclassifications",
                "/operator/clock")) {
            assertAnswerFits("get", path, 200, operator.get(path));
        }
    }

    @Test
    void answersAboutAContactsAddressesFitTheirSchemas() {
        ContactId ann = office.bounced(office.own(), "v@x.example", "550 5.1.1 unknown");
        String one = "/contacts/" + ann;
        assertAnswerFits("get", one + "/addresses", 200, own.get(one + "/addresses"));
        assertAnswerFits("get", one + "/erasure", 200, own.get(one + "/erasure"));
        assertAnswerFits("post", one + "/addresses", 200, own.post(one + "/addresses", "{\"email\": \"w@x.example\"}"));
    }

    @Test
    void answersToChangesFitTheirSchemas() {
        ContactId contact = office.bounced(office.own(), "v@x.example", "550 5.1.1 unknown");
        ApiClient operator = new ApiClient(browser, "operator-key");
        assertAnswerFits("post", "/emails", 201, own.post("/emails", DRAFT));
        assertAnswerFits(
                "post",
                "/contacts",
                200,
                own.post("/contacts", "{\"contacts\": [{\"email\": \"n@x.example\"}, {\"email\": \"bad\"}]}"));
        assertAnswerFits(
                "post",
                "/classify",
                200,
                own.post("/classify", "{\"replies\": [{\"reply\": \"552 5.2.2 mailbox full\"}]}"));
        assertAnswerFits(
                "post",
                "/classify/message",
                200,
                own.call("POST", "/classify/message", "Subject: Hello\r\n\r\nText", "message/rfc822"));
        assertAnswerFits("post", "/explain", 200, own.post("/explain", "{\"reply\": \"552 5.2.2 mailbox full\"}"));
        assertAnswerFits(
                "post", "/explain", 200, own.call("POST", "/explain", "Subject: Hello\r\n\r\nText", "message/rfc822"));
        assertAnswerFits(
                "post",
                "/eligibility",
                200,
                own.post(
                        "/eligibility",
                        "{\"addresses\": [\"v@x.example\", \"a@b.c\\r\\nRCPT TO:<v@x>\", \"q@x.example\"]}"));
        assertAnswerFits(
                "post",
                "/emails/preview",
                200,
                own.post("/emails/preview", "{\"selection\": {\"kind\": \"EVERYBODY\"}}"));
        assertAnswerFits("post", "/operator/clock", 200, operator.post("/operator/clock", "{\"hours\": 1}"));
        assertAnswerFits(
                "post", "/operator/accounts", 201, operator.post("/operator/accounts", "{\"name\": \"Third\"}"));
        assertAnswerFits(
                "post",
                "/contacts/imports",
                202,
                own.call("POST", "/contacts/imports", "email\nz@x.example\n", "text/csv"));
        assertAnswerFits(
                "patch",
                "/contacts/" + contact,
                200,
                own.call(
                        "PATCH",
                        "/contacts/" + contact,
                        "{\"lastName\": \"New\", \"unsubscribed\": true}",
                        "application/json"));
        assertAnswerFits(
                "post",
                "/suppressions/unbounce",
                200,
                own.post(
                        "/suppressions/unbounce",
                        "{\"addresses\": [\"v@x.example\", \"nobody\"], \"why\": \"they called\"}"));
    }

    @Test
    void answersAboutWebhooksFitTheirSchemas() {
        assertAnswerFits(
                "post",
                "/webhooks",
                201,
                own.post("/webhooks", "{\"url\": \"https://crm.example/x\", \"events\": [\"message.bounced\"]}"));
        String webhook = "/webhooks/" + office.webhook(office.own(), "https://inside.example/");
        assertAnswerFits("post", webhook + "/test", 200, own.post(webhook + "/test", "{}"));
        assertAnswerFits(
                "post",
                webhook + "/rewind",
                200,
                own.post(webhook + "/rewind", "{\"since\": \"2026-01-01T00:00:00Z\"}"));
        assertAnswerFits("patch", webhook, 200, own.call("PATCH", webhook, "{\"paused\": true}", "application/json"));
    }

    @Test
    void answersAboutThePolicyFitTheirSchemas() {
        office.bounced(office.own(), "v@x.example", "552 5.2.2 mailbox full");
        assertAnswerFits("post", "/policy/preview", 200, own.post("/policy/preview", "{\"preset\": \"PROTECTIVE\"}"));
        assertAnswerFits(
                "put", "/policy", 200, own.call("PUT", "/policy", "{\"preset\": \"PROTECTIVE\"}", "application/json"));
        assertAnswerFits("post", "/policy/undo", 200, own.post("/policy/undo", "{\"version\": 1}"));
        assertAnswerFits("get", "/policy/versions", 200, own.get("/policy/versions"));
    }

    @Test
    void answersAboutPeopleFitTheirSchemas() {
        ApiClient operator = new ApiClient(browser, "operator-key");
        String person =
                Long.toString(office.store().people().find("ann").orElseThrow().id());
        assertAnswerFits(
                "post", "/invitations", 201, own.post("/invitations", "{\"login\": \"kim\", \"role\": \"SALES\"}"));
        for (String list : List.of("/people", "/invitations", "/api-keys", "/operator/people")) {
            assertAnswerFits("get", list, 200, operator.get(list));
        }
        assertAnswerFits("post", "/api-keys", 201, own.post("/api-keys", """
            {"name": "CRM", "scopes": ["READ"], "expiresInDays": 30, "requestsPerMinute": 60}\
            """));
        assertAnswerFits(
                "put",
                "/people/" + person,
                200,
                own.call("PUT", "/people/" + person, "{\"role\": \"OWNER\"}", "application/json"));
        assertAnswerFits(
                "post",
                "/operator/people",
                201,
                operator.post("/operator/people", "{\"login\": \"lee\", \"name\": \"Lee\"}"));
        String one = "/operator/people/" + person;
        assertAnswerFits("post", one + "/password-link", 201, operator.post(one + "/password-link", ""));
        assertAnswerFits("patch", one, 200, operator.call("PATCH", one, "{\"locked\": false}", "application/json"));
        String role = one + "/accounts/" + office.foreign();
        assertAnswerFits("put", role, 200, operator.call("PUT", role, "{\"role\": \"SALES\"}", "application/json"));
    }

    @Test
    void answersAboutReclassificationsFitTheirSchemas() {
        office.bounced(office.own(), "v@x.example", "550 5.1.1 unknown");
        ApiClient operator = new ApiClient(browser, "operator-key");
        String path = "/operator/reclassifications";
        Answer begun = operator.post(path, "{\"kind\": \"DRY_RUN\"}");
        assertAnswerFits("post", path, 202, begun);
        String one = path + "/" + begun.json().path("id").textValue();
        assertAnswerFits("get", one, 200, operator.get(one));
        assertAnswerFits("post", one + "/stop", 200, operator.post(one + "/stop", "{}"));
        assertEquals(409, operator.post(one + "/undo", "{}").status());
        assertAnswerFits("get", path, 200, operator.get(path));
    }

    private void assertAnswerFits(String method, String path, int status, Answer answer) {
        assertEquals(status, answer.status(), () -> path + " " + answer.text());
        String template = document.get("paths")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(known -> path.split("\\?", -1)[0].matches(known.replaceAll("\\{[^}]*}", "[^/]+")))
                .min((a, b) -> Integer.compare(count(a), count(b)))
                .orElseThrow();
        SchemaCheck check = new SchemaCheck(document);
        JsonNode response = check.resolved(document.get("paths")
                .path(template)
                .path(method)
                .path("responses")
                .path(Integer.toString(status)));
        JsonNode schema = response.path("content").path("application/json").path("schema");
        assertEquals(List.of(), check.faults(schema, answer.json()), method + " " + path + " " + answer.text());
    }

    private static int count(String template) {
        return template.length() - template.replace("{", "").length();
    }

    private void assertFits(String reference, JsonNode value, String what) {
        SchemaCheck check = new SchemaCheck(document);
        assertEquals(List.of(), check.faults(document.at(reference.substring(1)), value), what);
    }
}
