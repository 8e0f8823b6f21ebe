package dev.rebound.server.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.server.Browser;
import dev.rebound.server.LoopbackMail;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import dev.rebound.server.api.ApiSchemas;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody writes a sequence, enrols contacts, and sees why enrolments ended; and so does a program. */
@SuppressWarnings("NullAway.Init") // filled before all tests
class SequencePagesTest {

    @TempDir
    private static Path folder;

    private static Office office;
    private static Browser browser;
    private static ApiClient api;
    private static Inbox inbox;
    private static String pages;

    @BeforeAll
    static void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        api = new ApiClient(browser, "own-key");
        inbox = LoopbackMail.connected(office.store(), office.clock(), office.own(), "sam", "sam@gmail.com");
        pages = "/a/" + office.own() + "/sequences";
        browser.signIn("ann", Office.PASSWORD);
    }

    @AfterAll
    static void close() {
        browser.close();
        office.close();
    }

    private static Map<String, String> form(String name) {
        return new HashMap<>(Map.of(
                "name", name,
                "action", "keep",
                "days-1", "0",
                "hours-1", "0",
                "subject-1", "Hello {{firstname|there}}",
                "text-1", "One"));
    }

    private static Sequence written(String name, Map<String, String> more) {
        Map<String, String> form = form(name);
        form.putAll(more);
        browser.get(pages + "/new");
        HttpResponse<String> answer = browser.submit(pages, form);
        assertEquals(303, answer.statusCode(), answer.body());
        return office.store().sequences().sequences().all(office.own()).stream()
                .filter(sequence -> sequence.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void stepsAreAddedKeptAndTakenOutByEmptyingThem() {
        browser.get(pages + "/new");
        Map<String, String> add = form("Steps");
        add.put("action", "add");
        assertTrue(browser.submit(pages, add).body().contains("Step 2"));

        Sequence two = written("Steps", Map.of("days-2", "3", "hours-2", "4", "subject-2", "Again", "text-2", "Two"));
        assertEquals(76, two.steps().get(1).after().toHours());
        browser.get(pages + "/" + two.id() + "/edit");
        Map<String, String> shorter = form("Steps");
        shorter.putAll(Map.of("days-2", "3", "hours-2", "4", "subject-2", "", "text-2", ""));
        assertEquals(
                303, browser.submit(pages + "/" + two.id() + "/edit", shorter).statusCode());
        assertEquals(
                1,
                office.store()
                        .sequences()
                        .sequences()
                        .find(office.own(), two.id())
                        .orElseThrow()
                        .steps()
                        .size());
    }

    @Test
    void whatCannotBeKeptIsSaidWithItsStep() {
        for (Map.Entry<Map<String, String>, String> wrong : Map.of(
                        Map.of("name", " "), "Give it a name",
                        Map.of("hours-1", "24"), "Step 1: Say how many days",
                        Map.of("text-1", "{{nonsense}}"), "Step 1: There is a personal field",
                        Map.of("subject-1", "", "text-1", ""), "Write at least one step.")
                .entrySet()) {
            Map<String, String> form = form("Wrong");
            form.putAll(wrong.getKey());
            browser.get(pages + "/new");
            HttpResponse<String> page = browser.submit(pages, form);
            assertEquals(422, page.statusCode(), wrong.getValue());
            assertTrue(page.body().contains(wrong.getValue()), page.body());
        }
    }

    @Test
    void contactsAreCheckedEnrolledAndTakenOut() {
        Sequence sequence = written("Enrol", Map.of());
        office.contact(office.own(), "ann@enrol.example", "Ann", "Lee");
        office.bounced(office.own(), "gone@enrol.example", "550 5.1.1 no such user");
        String enrol = pages + "/" + sequence.id() + "/enrol";
        Map<String, String> form = new HashMap<>(Map.of(
                "inbox", inbox.id().toString(),
                "addresses", "ann@enrol.example, gone@enrol.example\nnobody@enrol.example",
                "action", "check"));
        browser.get(enrol);
        String checked = browser.submit(enrol, form).body();
        assertTrue(checked.contains("1 of 3 may be enrolled"), checked);
        assertTrue(checked.contains("PREVIOUSLY_BOUNCED") && checked.contains("No such contact"), checked);
        form.put("action", "enrol");
        assertTrue(browser.submit(enrol, form).body().contains("1 of 3 enrolled"));
        browser.get(enrol);
        assertTrue(browser.submit(enrol, form).body().contains("ALREADY_ENROLLED"));

        String page = browser.get(pages + "/" + sequence.id()).body();
        assertTrue(page.contains("ann@enrol.example") && page.contains("Delivery unknown"), page);
        String end = page.replaceAll("(?s).*action=\"([^\"]*/end)\".*", "$1");
        assertEquals(303, browser.submit(end, Map.of()).statusCode());
        String after = browser.get(pages + "/" + sequence.id()).body();
        assertTrue(after.contains("Somebody took the contact out."), after);
        assertFalse(after.contains("/end\""), after);
    }

    @Test
    void fromTheContactsPageASequenceIsChosenAndThePageSaysWhatItGoesThrough() {
        Sequence sequence = written("From the contact", Map.of());
        ContactId cleo = office.contact(office.own(), "cleo@enrol.example", "Cleo", "Lee");
        String contact = "/a/" + office.own() + "/contacts/" + cleo;
        assertTrue(browser.get(contact).body().contains("sequences?contact=" + cleo));

        String list = browser.get(pages + "?contact=" + cleo).body();
        assertTrue(list.contains("cleo@enrol.example"), list);
        String enrol = pages + "/" + sequence.id() + "/enrol";
        assertTrue(list.contains(enrol + "?contact=" + cleo), list);
        assertTrue(browser.get(enrol + "?contact=" + cleo).body().contains("cleo@enrol.example"));
        browser.submit(
                enrol, Map.of("inbox", inbox.id().toString(), "addresses", "cleo@enrol.example", "action", "enrol"));

        String after = browser.get(contact).body();
        assertTrue(after.contains("Goes through the sequence") && after.contains("From the contact"), after);
        assertTrue(after.contains("0 of 1 steps sent"), after);
        assertFalse(after.contains("sequences?contact="), after);
        assertFalse(browser.get(pages + "?contact=999999").body().contains("/enrol?contact="));
    }

    @Test
    void itIsPausedAndGoesOn() {
        Sequence sequence = written("Pause", Map.of());
        browser.get(pages + "/" + sequence.id());
        browser.submit(pages + "/" + sequence.id() + "/pause", Map.of());
        assertTrue(browser.get(pages + "/" + sequence.id()).body().contains("/resume"));
        browser.submit(pages + "/" + sequence.id() + "/resume", Map.of());
        assertTrue(browser.get(pages + "/" + sequence.id()).body().contains("/pause"));
    }

    @Test
    void aProgramDoesTheSame() {
        Answer added = api.post(
                "/sequences",
                "{\"name\": \"Api\", \"steps\": [{\"afterHours\": 2, \"subject\": \"Hi\", \"text\": \"One\"}]}");
        assertEquals(201, added.status(), added.text());
        assertEquals(List.of(), ApiSchemas.faults("Sequence", added.json()));
        String one = "/sequences/" + added.json().path("id").textValue();
        ContactId bob = office.contact(office.own(), "bob@api.example", "Bob", "");
        String body = "{\"inbox\": \"" + inbox.id() + "\", \"contacts\": [\"" + bob + "\"]}";

        Answer enrolled = api.post(one + "/enrolments", body);
        assertEquals(List.of(), ApiSchemas.faults("EnrolmentResults", enrolled.json()));
        assertTrue(enrolled.json().at("/items/0/eligible").asBoolean(), enrolled.text());
        assertEquals(
                "ALREADY_ENROLLED",
                api.post(one + "/enrolments", body)
                        .json()
                        .at("/items/0/refusal")
                        .textValue());
        Answer list = api.get(one + "/enrolments");
        assertEquals(List.of(), ApiSchemas.faults("EnrolmentList", list.json()));
        String enrolment = list.json().at("/items/0/id").textValue();
        assertEquals(
                204,
                api.call("DELETE", one + "/enrolments/" + enrolment, "", "application/json")
                        .status());
        assertEquals(
                "BY_HAND",
                api.get(one + "/enrolments").json().at("/items/0/ended").textValue());
        assertTrue(api.post(one + "/pause", "{}").json().path("paused").asBoolean());
        assertEquals(
                List.of(),
                ApiSchemas.faults("SequenceList", api.get("/sequences").json()));
        assertEquals(
                422, api.post("/sequences", "{\"name\": \"X\", \"steps\": []}").status());
    }

    @Test
    void itIsThereInChineseToo() {
        String page = browser.speaking("zh-CN").get(pages).body();
        browser.speaking("en");

        assertTrue(page.contains("序列"), page);
    }
}
