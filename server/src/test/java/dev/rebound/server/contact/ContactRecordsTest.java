package dev.rebound.server.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contacts with more than one address, two that become one, and one that is erased, over the API. */
class ContactRecordsTest {

    private static final String ANN = "ann@x.example";

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient own;
    private ContactId ann;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        own = new ApiClient(browser, "own-key");
        ann = office.bounced(office.own(), ANN, "550 5.1.1 <ann@x.example> no such user");
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), office.store().ledger().verify().differences());
        browser.close();
        office.close();
    }

    private static List<String> emails(JsonNode list) {
        List<String> emails = new ArrayList<>();
        list.path("items").forEach(item -> emails.add(item.path("email").asText()));
        return emails;
    }

    private List<AuditEntry> audit() {
        return office.store().auditLog().page(Optional.of(office.own()), Optional.empty(), 50).stream()
                .map(row -> row.entry())
                .toList();
    }

    @Test
    void anAddressThatBouncedStaysWithTheContactThatGetsAnotherOne() {
        Answer changed = own.call("PATCH", "/contacts/" + ann, "{\"email\": \"ann@y.example\"}", "application/json");

        assertTrue(changed.json().path("eligible").booleanValue(), changed.text());
        JsonNode all = own.get("/contacts/" + ann + "/addresses").json();
        assertEquals(List.of("ann@y.example", ANN), emails(all));
        assertFalse(all.at("/items/1/eligible").booleanValue());
        assertEquals("UNKNOWN_USER", all.at("/items/1/hardBounceReason").asText());
    }

    @Test
    void propertiesAreChangedByNameAndLimited() {
        String path = "/contacts/" + ann;
        String both = "{\"properties\": {\"company\": \"Lantern <b>\", \"城市\": \"代尔夫特\"}}";
        own.call("PATCH", path, both, "application/json");
        Answer changed = own.call("PATCH", path, "{\"properties\": {\"城市\": \"\"}}", "application/json");

        assertEquals(
                "{\"company\":\"Lantern <b>\"}",
                changed.json().path("properties").toString(),
                changed.text());
        assertEquals(
                "[\"company\",\"城市\"]",
                own.get("/contacts/properties").json().path("names").toString());
        assertTrue(audit().stream().anyMatch(entry -> entry.detail().equals("properties changed: 城市")));
        for (String bad : List.of(
                "{\"email\": \"x\"}",
                "{\"City\": \"x\"}",
                "{\"city\": \"a\\u202eb\"}",
                "{\"city\": 7}",
                "[]",
                "{\"city\": \"" + "x".repeat(501) + "\"}")) {
            Answer refused = own.call("PATCH", path, "{\"properties\": " + bad + "}", "application/json");
            assertEquals(422, refused.status(), refused.text());
        }
        own.post("/contacts", "{\"contacts\": [{\"email\": \"" + ANN + "\", \"properties\": {\"floor\": \"2\"}}]}");
        assertEquals(
                "{\"company\":\"Lantern <b>\",\"floor\":\"2\"}",
                own.get(path).json().path("properties").toString());
    }

    @Test
    void anAddressThatNothingWasSentToGoes() {
        ContactId bob = office.contact(office.own(), "bbo@x.example", "Bob", "");

        own.call("PATCH", "/contacts/" + bob, "{\"email\": \"bob@x.example\"}", "application/json");

        assertEquals(
                List.of("bob@x.example"),
                emails(own.get("/contacts/" + bob + "/addresses").json()));
    }

    @Test
    void twoContactsBecomeOneAndTwoAgain() {
        ContactId bob = office.contact(office.own(), "bob@x.example", "Bob", "");

        Answer merged = own.post("/contacts/" + bob + "/merge", "{\"contactId\": \"" + ann + "\"}");

        assertEquals(List.of("bob@x.example", ANN), emails(merged.json()), merged.text());
        assertEquals(
                bob.toString(), own.get("/contacts/" + ann).json().path("id").asText());
        assertTrue(audit().stream().anyMatch(entry -> entry.action() == AuditAction.CONTACTS_MERGED));
        assertEquals(
                409,
                own.post("/contacts/" + bob + "/addresses", "{\"email\": \"" + other() + "\"}")
                        .status());
        own.post("/contacts/" + bob + "/addresses/" + ann + "/detach", "{}");
        assertEquals(
                ann.toString(), own.get("/contacts/" + ann).json().path("id").asText());
        assertEquals(
                404,
                own.post("/contacts/" + bob + "/addresses/" + ann + "/primary", "{}")
                        .status());
    }

    private String other() {
        office.contact(office.own(), "carl@x.example", "Carl", "");
        return "carl@x.example";
    }

    @Test
    void anErasedContactIsGoneAndItsAddressStaysSuppressed() {
        assertEquals(
                1,
                own.get("/contacts/" + ann + "/erasure").json().path("messages").intValue());

        assertEquals(
                204,
                own.call("DELETE", "/contacts/" + ann, "", "application/json").status());

        assertEquals(404, own.get("/contacts/" + ann).status());
        AddressKey key = EmailAddress.parse(ANN).orElseThrow().key();
        assertTrue(audit().stream()
                .noneMatch(
                        entry -> entry.detail().contains(ANN) || entry.subject().equals(key.value())));
        assertTrue(audit().stream().anyMatch(entry -> entry.action() == AuditAction.CONTACT_ERASED));
        Answer may = own.post("/eligibility", "{\"addresses\": [\"" + ANN + "\"]}");
        assertEquals("PREVIOUSLY_BOUNCED", may.json().at("/items/0/reason").asText(), may.text());
    }

    @Test
    void aMessageThatIsOnItsWayToAnErasedContactIsNotSent() {
        ContactId bob = office.contact(office.own(), "bob@x.example", "Bob", "");
        var message = office.send(office.own(), bob, "News");

        assertEquals(
                204,
                own.call("DELETE", "/contacts/" + bob, "", "application/json").status());

        assertEquals(
                "NOT_SENT",
                own.get("/messages/" + message).json().at("/recipient/status").asText());
    }
}
