package dev.rebound.server.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody knows that an email did not arrive, and says so. */
class EnteredBounceTest {

    private static final String ADDRESS = "bob@x.example";
    private static final AddressKey KEY =
            EmailAddress.parse(ADDRESS).orElseThrow().key();
    private static final String SAID = "{\"reason\": \"UNKNOWN_USER\", \"why\": \"has left\"}";

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient own;
    private ContactId contact;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        own = new ApiClient(browser, "own-key");
        contact = office.contact(office.own(), ADDRESS, "Bob", "");
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    private MessageId delivered() {
        MessageId message = office.send(office.own(), contact, "News");
        office.store()
                .ledger()
                .record(
                        KEY,
                        new Observation.Taken(message, office.clock().instant(), EvidenceId.of(message.toString())),
                        Optional.empty())
                .join();
        return message;
    }

    private Answer enter(String body) {
        return own.post("/contacts/" + contact + "/bounce", body);
    }

    @Test
    void itIsOneMorePieceOfEvidenceForTheLatestMessage() {
        MessageId message = delivered();

        JsonNode after = enter(SAID).json();

        assertEquals("UNKNOWN_USER", after.path("hardBounceReason").asText(), after.toString());
        JsonNode steps = own.get("/messages/" + message).json().path("steps");
        JsonNode last = steps.get(steps.size() - 1);
        assertEquals("MANUAL", last.at("/evidence/source").asText());
        assertEquals("has left", last.at("/evidence/text").asText());
        assertEquals("entered-by-hand", last.at("/verdict/rule").asText());
        assertEquals(409, enter(SAID).status(), "the same again changes nothing");
        office.refuse(KEY, message, "550 5.1.1 no such user");
        assertEquals(1, own.get("/contacts/" + contact).json().path("bounces").intValue());
        assertTrue(office.store().ledger().verify().differences().isEmpty());
        assertEquals(
                1,
                office.store().auditLog().page(Optional.of(office.own()), Optional.empty(), 50).stream()
                        .filter(row -> row.entry().action() == AuditAction.BOUNCE_ENTERED)
                        .count());
    }

    @Test
    void whatWasNeverSentCannotBounce() {
        Answer answer = enter(SAID);

        assertEquals(409, answer.status());
        assertTrue(
                answer.json().path("detail").asText().contains("sent nothing"),
                answer.json().toString());
    }

    @Test
    void anotherMessageThanTheContactsDoesNotExist() {
        delivered();
        MessageId foreign = office.send(office.foreign(), office.contact(office.foreign(), ADDRESS, "", ""), "Theirs");

        for (String id : List.of(foreign.toString(), "99999999", "x")) {
            String body = "{\"reason\": \"OTHER\", \"why\": \"w\", \"messageId\": \"" + id + "\"}";
            Answer answer = enter(body);
            assertEquals(422, answer.status(), id);
            assertEquals("NOT_FOUND", answer.json().at("/errors/0/problem").asText());
        }
        assertEquals(422, enter("{\"reason\": \"TEMPORARY\", \"why\": \"w\"}").status());
        assertEquals(422, enter("{\"reason\": \"OTHER\", \"why\": \" \"}").status());
    }

    @Test
    void thePageOffersItAndSaysWhyNot() {
        try (Browser ann = new Browser(office.port()).signIn("ann", Office.PASSWORD)) {
            String page = "/a/" + office.own() + "/contacts/" + contact;
            ann.get(page);
            Map<String, String> form = Map.of("reason", "OTHER", "why", "they wrote <b>");

            assertTrue(ann.submit(page + "/bounce", form).body().contains("nothing can have bounced"));
            delivered();
            assertEquals(303, ann.submit(page + "/bounce", form).statusCode());

            String shown = ann.get(page).body();
            assertTrue(shown.contains("they wrote &lt;b&gt;"), shown);
            assertTrue(shown.contains("Unbounce"), shown);
        }
    }
}
