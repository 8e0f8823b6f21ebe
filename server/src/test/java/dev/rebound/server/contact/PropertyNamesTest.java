package dev.rebound.server.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.contact.PropertyChange;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listing contacts by the account's own properties, and changing what those are called: on pages and over the API. */
@Timeout(60)
class PropertyNamesTest {

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // made before every test
    private Office office;

    @SuppressWarnings("NullAway.Init")
    private Browser ann;

    @SuppressWarnings("NullAway.Init")
    private ApiClient own;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        ann = new Browser(office.port()).signIn("ann", Office.PASSWORD);
        own = new ApiClient(ann, "own-key");
        save("bea@x.example", Map.of("company", "Lantern Books", "城市", "代尔夫特"));
        save("cem@x.example", Map.of("company", "Harbour & Söhne"));
        save("dan@x.example", Map.of());
    }

    @AfterEach
    void close() {
        ann.close();
        office.close();
    }

    private void save(String address, Map<String, String> properties) {
        NewContact contact = new NewContact(EmailAddress.parse(address).orElseThrow(), "", "")
                .with(ContactProperties.of(properties));
        office.store().contacts().save(office.own(), List.of(contact), Instant.now());
    }

    private String page(String rest) {
        return "/a/" + office.own() + "/contacts" + rest;
    }

    private Set<String> names() {
        return office.store().contacts().propertyNames(office.own());
    }

    private List<AuditEntry> audit() {
        return office.store().auditLog().page(Optional.of(office.own()), Optional.empty(), 50).stream()
                .map(row -> row.entry())
                .toList();
    }

    private List<String> listed(String query) {
        List<String> emails = new ArrayList<>();
        own.get("/contacts" + query)
                .json()
                .path("items")
                .forEach(item -> emails.add(item.path("email").asText()));
        return emails;
    }

    @Test
    void thePageAndTheApiFindByWordsOfValuesAndByAProperty() {
        assertEquals(List.of("bea@x.example"), listed("?search=lant"));
        assertEquals(List.of("cem@x.example"), listed("?property=company&value=harbour%20%26%20S%C3%96HNE"));
        assertEquals(List.of("bea@x.example", "cem@x.example"), listed("?property=company"));
        assertEquals(
                1,
                own.get("/contacts/count?property=company&value=Lantern+Books&search=bea")
                        .json()
                        .path("count")
                        .asInt());

        String found =
                ann.get(page("?search=&property=company&value=lantern+books")).body();
        assertTrue(found.contains("bea@x.example") && !found.contains("cem@x.example"), found);
        assertTrue(found.contains("value=\"company\" selected"), found);
        assertTrue(found.contains("export?search=&amp;property=company&amp;value=lantern+books"), found);
        String file = ann.get(page("/export?search=&property=company&value=Lantern+Books"))
                .body();
        assertTrue(file.contains("bea@x.example") && !file.contains("cem@x.example"), file);
        assertTrue(own.get("/contacts/export?property=company&value=none")
                        .text()
                        .lines()
                        .count()
                == 1);
    }

    @Test
    void aFilterThatIsASlipIsRefusedByTheApi() {
        assertEquals(400, own.get("/contacts?property=compny").status());
        assertEquals(400, own.get("/contacts?value=Lantern").status());
        assertEquals(400, own.get("/contacts/count?property=").status());
        assertEquals(200, ann.get(page("?property=compny&value=%3Cb%3E")).statusCode());
    }

    @Test
    void thePageSaysHowManyHaveEachAndLeadsToThem() {
        String body = ann.get(page("/properties")).body();

        assertTrue(body.contains("/contacts?property=company\">2<"), body);
        assertTrue(body.contains("/contacts?property=%E5%9F%8E%E5%B8%82\">1<"), body);
        String one = own.get("/contacts/properties").json().at("/properties/0").toString();
        assertEquals("{\"name\":\"company\",\"contacts\":2}", one);
    }

    private HttpResponse<String> submit(String form, Map<String, String> fields) {
        ann.get(page(form));
        return ann.submit(page(form), fields);
    }

    @Test
    void aPropertyIsRenamedAndTheAuditLogSaysSo() {
        assertEquals(
                303,
                submit("/properties/company/rename", Map.of("name", "Firm name"))
                        .statusCode());

        assertEquals(Set.of("firm_name", "城市"), names());
        assertEquals(List.of("bea@x.example"), listed("?property=firm_name&value=Lantern+Books"));
        AuditEntry entry = audit().getFirst();
        assertEquals(AuditAction.PROPERTY_RENAMED, entry.action());
        assertEquals(List.of("company", "to firm_name, of 2 contacts"), List.of(entry.subject(), entry.detail()));
        String log = ann.get("/a/" + office.own() + "/audit").body();
        assertTrue(log.contains("Now firm_name, of 2 contacts"), log);
    }

    @Test
    void aNameThatIsNoneOrTakenIsRefusedAndKeptInTheForm() {
        HttpResponse<String> none = submit("/properties/company/rename", Map.of("name", "?!"));
        HttpResponse<String> email = submit("/properties/company/rename", Map.of("name", "Email"));
        HttpResponse<String> taken = submit("/properties/company/rename", Map.of("name", "城市"));

        assertEquals(List.of(422, 422, 409), List.of(none.statusCode(), email.statusCode(), taken.statusCode()));
        assertTrue(email.body().contains("value=\"Email\"") && email.body().contains("role=\"alert\""), email.body());
        assertEquals(404, ann.get(page("/properties/nothing/rename")).statusCode());
        assertEquals(404, submit("/properties/nothing/remove", Map.of()).statusCode());
    }

    @Test
    void removingSaysHowManyValuesGoAndThatItIsFinal() {
        String asked = ann.get(page("/properties/company/remove")).body();
        assertTrue(asked.contains("2 contacts have a value that goes with it."), asked);
        assertTrue(asked.contains("This cannot be undone."), asked);

        assertEquals(303, submit("/properties/company/remove", Map.of()).statusCode());
        assertEquals(Set.of("城市"), names());
        assertEquals(List.of(), listed("?search=lantern"));
        AuditEntry entry = audit().getFirst();
        assertEquals(
                List.of("PROPERTY_REMOVED", "company", "of 2 contacts"),
                List.of(entry.action().name(), entry.subject(), entry.detail()));
        assertFalse(
                ann.get("/a/" + office.own() + "/audit").body().contains("Lantern"), "the log says which, not what");
    }

    @Test
    void theApiRenamesAndRemoves() {
        Answer renamed = own.call(
                "PATCH", "/contacts/properties/%E5%9F%8E%E5%B8%82", "{\"name\": \"city\"}", "application/json");
        assertEquals("{\"name\":\"city\",\"contacts\":1}", renamed.json().toString());
        assertEquals(
                List.of(422, 409, 404),
                List.of(
                        own.call("PATCH", "/contacts/properties/city", "{\"name\": \"E-Mail\"}", "application/json")
                                .status(),
                        own.call("PATCH", "/contacts/properties/city", "{\"name\": \"company\"}", "application/json")
                                .status(),
                        own.call("DELETE", "/contacts/properties/nothing", "", "application/json")
                                .status()));
        assertEquals(
                204,
                own.call("DELETE", "/contacts/properties/city", "", "application/json")
                        .status());
        assertEquals(Set.of("company"), names());
    }

    @Test
    void whileOneIsChangedThePageSaysSoAndNoOtherIs() {
        assertTrue(office.store().contacts().begin(office.own(), "company", new PropertyChange.Removal()));

        String body = ann.get(page("/properties")).body();
        assertTrue(body.contains("Is being removed") && !body.contains("/rename\""), body);
        assertEquals(404, ann.get(page("/properties/company/remove")).statusCode());
        assertEquals(
                409, submit("/properties/%E5%9F%8E%E5%B8%82/remove", Map.of()).statusCode());
        assertEquals(
                "{\"name\":\"company\",\"contacts\":2,\"goes\":true}",
                own.get("/contacts/properties").json().at("/properties/0").toString());
    }
}
