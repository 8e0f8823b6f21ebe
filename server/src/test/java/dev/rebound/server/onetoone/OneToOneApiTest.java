package dev.rebound.server.onetoone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.server.Browser;
import dev.rebound.server.LoopbackMail;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import dev.rebound.server.api.ApiSchemas;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program writes to a contact through an inbox and asks what became of it. */
@SuppressWarnings("NullAway.Init") // filled before each test
class OneToOneApiTest {

    private static final String ONE = "OneToOne";

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient own;
    private String messages;
    private String inbox;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        own = new ApiClient(browser, "own-key");
        inbox = "/inboxes/"
                + LoopbackMail.connected(office.store(), office.clock(), office.own(), "sam", "sam@gmail.com")
                        .id();
        messages = inbox + "/messages";
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    private ContactId contact(String address) {
        return office.contact(office.own(), address, "Ann", "Lee");
    }

    private Answer write(ContactId to, String more) {
        return own.post(
                messages,
                "{\"contact\": \"" + to + "\", \"subject\": \"Hi {{firstname}}\", \"text\": \"Lunch?\"" + more + "}");
    }

    private static void assertFits(String schema, JsonNode json) {
        assertEquals(List.of(), ApiSchemas.faults(schema, json));
    }

    @Test
    void whatIsSentIsToldWithWhatItSaidAndFoundByItsContact() {
        ContactId ann = contact("ann@x.example");
        contact("bob@x.example");

        Answer sent = write(ann, ", \"files\": [{\"name\": \"a.txt\", \"content\": \"eHl6\"}]");

        assertEquals(201, sent.status(), sent.text());
        assertFits(ONE, sent.json());
        assertEquals("SENT", sent.json().path("course").textValue());
        assertEquals("Hi Ann", sent.json().path("subject").textValue());
        assertEquals("a.txt", sent.json().at("/files/0").textValue());
        Answer list = own.get("/one-to-one?contact=" + ann);
        assertFits("OneToOneList", list.json());
        assertEquals(1, list.json().path("items").size());
        assertEquals(
                0, own.get("/one-to-one?contact=999999").json().path("items").size());
    }

    @Test
    void aRefusalIsABounceAndTheNextOneNeedsTheWill() {
        ContactId gone = contact("refused@x.example");

        Answer refused = write(gone, "");
        assertEquals(201, refused.status(), refused.text());
        assertFits(ONE, refused.json());
        assertEquals("BOUNCED", refused.json().path("course").textValue());
        assertEquals("UNKNOWN_USER", refused.json().at("/bounce/verdict/reason").textValue());

        Answer again = write(gone, "");
        assertEquals(409, again.status());
        assertEquals("PREVIOUSLY_BOUNCED", again.json().at("/errors/0/problem").textValue());
        assertEquals(201, write(gone, ", \"sendAnyway\": true").status());
    }

    @Test
    void whatNobodyKnowsIsUnclear() {
        Answer unclear = write(contact("unclear@x.example"), "");

        assertFits(ONE, unclear.json());
        assertEquals("UNCLEAR", unclear.json().path("state").textValue());
        assertEquals("the server hung up", unclear.json().path("words").textValue());
    }

    @Test
    void whatCannotBeSentSaysWhere() {
        ContactId ann = contact("ann@x.example");
        assertEquals(422, write(ann, ", \"html\": \"{{nonsense}}\"").status());
        assertEquals(
                422,
                write(ann, ", \"files\": [{\"name\": \"a.txt\", \"content\": \"???\"}]")
                        .status());
        assertEquals(
                422,
                write(ann, ", \"files\": [{\"name\": \"a.exe\", \"content\": \"eHl6\"}]")
                        .status());
        assertEquals(422, write(new ContactId(999_999), "").status());
        assertEquals(422, own.post(messages, "{\"contact\": \"" + ann + "\"}").status());
    }

    @Test
    void templatesAreKeptAndWrittenFrom() {
        Answer added = own.post("/templates", "{\"name\": \"T\", \"subject\": \"From T\", \"text\": \"Text of T\"}");
        assertEquals(201, added.status(), added.text());
        assertFits("Template", added.json());
        String id = added.json().path("id").textValue();
        assertEquals(
                409,
                own.post("/templates", "{\"name\": \"T\", \"subject\": \"S\", \"text\": \"x\"}")
                        .status());

        Answer sent =
                own.post(messages, "{\"contact\": \"" + contact("ann@x.example") + "\", \"template\": \"" + id + "\"}");
        assertEquals(201, sent.status(), sent.text());
        assertEquals("From T", sent.json().path("subject").textValue());

        Answer changed = own.call(
                "PUT",
                "/templates/" + id,
                "{\"name\": \"T2\", \"subject\": \"S\", \"text\": \"x\"}",
                "application/json");
        assertEquals("T2", changed.json().path("name").textValue());
        assertFits("TemplateList", own.get("/templates").json());
        assertEquals(
                204,
                own.call("DELETE", "/templates/" + id, "", "application/json").status());
        assertEquals(404, own.get("/templates/" + id).status());
    }

    @Test
    void habitsAreKept() {
        assertFits("Habits", own.get(inbox + "/habits").json());
        String habits = """
                {"signature": "Sam", "dailyMax": 5, "timeZone": "Asia/Shanghai", "from": "09:00", "to": "18:00", "days": ["MONDAY"]}""";

        Answer kept = own.call("PUT", inbox + "/habits", habits, "application/json");

        assertEquals(200, kept.status(), kept.text());
        assertFits("Habits", kept.json());
        assertEquals(
                "Asia/Shanghai",
                own.get(inbox + "/habits").json().path("timeZone").textValue());
        assertEquals(
                422,
                own.call("PUT", inbox + "/habits", habits.replace("18:00", "08:00"), "application/json")
                        .status());
        assertTrue(own.get("/audit").text().contains("INBOX_CHANGED"));
    }
}
