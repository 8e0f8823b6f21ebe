package dev.rebound.server.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.intake.Quarantine.QuarantineFilter;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.server.Browser;
import dev.rebound.server.LoopbackCalls;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider is told of an endpoint, and what it posts there becomes evidence. */
class EventSourcesTest {

    private static final String ADDRESS = "bob@x.example";
    private static final String LIST = "/operator/event-sources";

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient operator;
    private ApiClient own;
    private ContactId contact;
    private MessageId message;

    @BeforeEach
    void aRelayedMessage() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        operator = new ApiClient(browser, "operator-key");
        own = new ApiClient(browser, "own-key");
        contact = office.contact(office.own(), ADDRESS, "Bob", "");
        message = office.send(office.own(), contact, "News");
        office.store()
                .ledger()
                .record(
                        EmailAddress.parse(ADDRESS).orElseThrow().key(),
                        new Observation.TakenByRelay(message, office.clock().instant(), EvidenceId.of("relay")),
                        Optional.empty())
                .join();
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    private JsonNode postmark() {
        Answer made = operator.post(LIST, "{\"name\": \"Postmark\", \"provider\": \"POSTMARK\"}");
        assertEquals(201, made.status(), made.text());
        return made.json();
    }

    private String bounce(String token) {
        return """
                {"RecordType": "Bounce", "ID": 42, "Type": "HardBounce", "Email": "bob@x.example",
                 "Details": "smtp;550 5.1.1 no such user", "Metadata": {"rebound": "%s"}}""".formatted(token);
    }

    private String token() {
        return LoopbackCalls.SIGNER
                .sign(office.own(), message, office.clock().instant().plus(Duration.ofDays(30)))
                .substring(ReturnPathSigner.PREFIX.length());
    }

    private HttpResponse<String> post(JsonNode source, String password, String body) {
        String basic = Base64.getEncoder().encodeToString(("rebound:" + password).getBytes(StandardCharsets.UTF_8));
        return browser.send(
                browser.request(URI.create(source.path("endpoint").asText()).getPath())
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    @Test
    void whatAProviderProvesBouncesTheMessageOnce() {
        JsonNode source = postmark();
        String password = source.path("password").asText();

        assertEquals(200, post(source, password, bounce(token())).statusCode());
        assertEquals(200, post(source, password, bounce(token())).statusCode());

        JsonNode steps = own.get("/messages/" + message).json().path("steps");
        JsonNode last = steps.get(steps.size() - 1);
        assertEquals("PROVIDER_EVENT", last.at("/evidence/source").asText(), steps.toString());
        assertEquals("HardBounce", last.at("/evidence/original").asText());
        assertEquals(
                "UNKNOWN_USER",
                own.get("/contacts/" + contact).json().path("hardBounceReason").asText());
        Answer event = own.get(
                "/messages/" + message + "/reports/" + last.at("/evidence/id").asText());
        assertEquals("application/json", event.contentType());
        assertEquals(42, event.json().path("ID").intValue());
        assertEquals(
                2,
                operator.get(LIST + "/" + source.path("id").asText())
                        .json()
                        .path("proven")
                        .intValue());
        assertTrue(office.store().ledger().verify().differences().isEmpty());
    }

    @Test
    void whatProvesNothingIsRefusedAndKept() {
        JsonNode source = postmark();

        assertEquals(401, post(source, "guess", bounce(token())).statusCode());
        assertEquals(
                200,
                post(source, source.path("password").asText(), bounce("forged")).statusCode());
        assertEquals(
                200, post(source, source.path("password").asText(), "no json").statusCode());

        assertEquals(
                Map.of(
                        QuarantineReason.NOT_THE_PROVIDER, 1L,
                        QuarantineReason.NO_TOKEN, 1L,
                        QuarantineReason.UNREADABLE_EVENT, 1L),
                office.store().quarantine().countsByReason());
        assertEquals(
                3,
                office.store()
                        .quarantine()
                        .count(new QuarantineFilter(
                                "", Optional.empty(), Optional.empty(), Optional.of("provider Postmark"))));
        assertEquals(0, own.get("/contacts/" + contact).json().path("bounces").intValue());
    }

    @Test
    void whereNobodyIsNothingIsTaken() {
        assertEquals(
                404,
                browser.send(browser.request("/events/nobody")
                                .POST(BodyPublishers.ofString("{}"))
                                .build())
                        .statusCode());
        JsonNode source = postmark();
        assertEquals(
                413,
                post(source, source.path("password").asText(), " ".repeat(5_000_001))
                        .statusCode());
        assertEquals(
                204,
                operator.call("DELETE", LIST + "/" + source.path("id").asText(), "", "application/json")
                        .status());
        assertEquals(
                404,
                post(source, source.path("password").asText(), bounce(token())).statusCode());
    }

    @Test
    void aSecretIsGivenOnceAndNeverShownAgain() {
        Answer made = operator.post(LIST, "{\"name\": \"M\", \"provider\": \"MAILGUN\"}");
        String one = LIST + "/" + made.json().path("id").asText();
        assertFalse(made.json().path("hasSecret").booleanValue());
        assertFalse(made.json().has("password"));

        assertEquals(
                422,
                operator.call("PATCH", one, "{\"secret\": \"a b\"}", "application/json")
                        .status());
        Answer given = operator.call("PATCH", one, "{\"secret\": \"key-123\"}", "application/json");

        assertTrue(given.json().path("hasSecret").booleanValue(), given.text());
        assertFalse(operator.get(LIST).text().contains("key-123"));
        assertEquals(
                422,
                operator.post(LIST, "{\"name\": \"S\", \"provider\": \"SES\", \"secret\": \"not-an-arn\"}")
                        .status());
        assertEquals(
                422,
                operator.post(LIST, "{\"name\": \"P\", \"provider\": \"POSTMARK\", \"secret\": \"mine\"}")
                        .status());
        assertEquals(
                422,
                operator.post(LIST, "{\"name\": \"P\", \"provider\": \"X\"}").status());
        assertEquals(404, operator.get(LIST + "/999999").status());
    }

    @Test
    void thePageMakesSourcesAndSaysHowToPointTheProviderAtThem() {
        try (Browser olga = new Browser(office.port()).signIn("olga", Office.PASSWORD)) {
            olga.get(LIST);
            String made = olga.submit(LIST, Map.of("name", "Spark <1>", "provider", "SPARKPOST", "secret", ""))
                    .body();
            assertTrue(made.contains("Spark &lt;1&gt;"), made);
            assertTrue(made.contains("shown this once"), made);
            assertTrue(made.contains("basic authentication"), made);
            assertEquals(
                    422,
                    olga.submit(LIST, Map.of("name", "", "provider", "SES")).statusCode());
            String chinese = new Browser(office.port())
                    .speaking("zh-CN")
                    .signIn("olga", Office.PASSWORD)
                    .get(LIST)
                    .body();
            assertTrue(chinese.contains("\u670d\u52a1\u5546\u4e8b\u4ef6"), chinese);
            olga.get(LIST);
            assertEquals(303, olga.submit(LIST + "/1/remove", Map.of()).statusCode());
            assertTrue(olga.get(LIST).body().contains("No sources yet"));
        }
    }
}
