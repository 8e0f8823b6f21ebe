package dev.rebound.server.onetoone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.OneToOneContent;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.OneToOneCourse.CourseState;
import dev.rebound.engine.inbox.WritingHabits;
import dev.rebound.server.Browser;
import dev.rebound.server.LoopbackMail;
import dev.rebound.server.PagesWorld;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody from sales writes to a contact and sees what became of it. */
@SuppressWarnings("NullAway.Init") // filled before all tests
class ComposePagesTest {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    @TempDir
    private static Path folder;

    private static PagesWorld world;
    private static Browser sales;
    private static Inbox inbox;
    private static int people;

    /** Everybody has an address of their own. */
    private final String ann = "ann" + ++people + "@there.example";

    @BeforeAll
    static void open() {
        world = new PagesWorld(folder);
        sales = world.somebodyWho(Role.SALES);
        inbox = connected("sam@gmail.com");
        world.store
                .writing()
                .habits()
                .keep(
                        world.own,
                        inbox.id(),
                        new WritingHabits("Sam Hill\nHere Ltd", 50, WritingHabits.STANDARD.hours()));
    }

    private static Inbox connected(String address) {
        return LoopbackMail.connected(world.store, world.clock, world.own, "sales", address);
    }

    @AfterAll
    static void close() {
        sales.close();
        world.close();
    }

    private Contact contact(String address) {
        EmailAddress parsed = EmailAddress.parse(address).orElseThrow();
        world.store.contacts().save(world.own, List.of(new NewContact(parsed, "Ann", "Lee")), world.clock.instant());
        return world.store
                .contacts()
                .findByAddress(world.own, parsed.key())
                .orElseThrow()
                .contact();
    }

    private static String path(Contact contact) {
        return "/a/" + world.own + "/contacts/" + contact.id() + "/write";
    }

    private HttpResponse<String> write(Contact contact, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "inbox", inbox.id().toString(),
                "subject", "Lunch, {{firstname|there}}?",
                "text", "Hello {{fullname}},\r\n\r\nshall we?",
                "html", ""));
        form.putAll(more);
        sales.get(path(contact));
        return sales.submit(path(contact), form);
    }

    private static OneToOneCourse newest(Contact contact) {
        return world.store
                .writing()
                .courses()
                .ofContact(world.own, contact.id(), Optional.empty(), 1)
                .getFirst();
    }

    @Test
    void whatIsWrittenGoesOutFilledInAndSignedAndIsOnTheTimeline() {
        Contact contact = contact(ann);

        HttpResponse<String> answer = write(contact, Map.of());

        assertEquals(303, answer.statusCode());
        OneToOneCourse course = newest(contact);
        assertEquals(CourseState.SENT, course.state());
        assertEquals("Lunch, Ann?", course.message().email().subject());
        OneToOneContent content = world.store
                .writing()
                .courses()
                .content(world.own, course.message().id())
                .orElseThrow();
        assertEquals("Hello Ann Lee,\n\nshall we?\n\nSam Hill\nHere Ltd\n", content.text());
        String page = sales.get("/a/" + world.own + "/contacts/" + contact.id()).body();
        assertTrue(page.contains("One-to-one email sent") && page.contains("Lunch, Ann?"), page);
        assertTrue(page.contains("one-to-one/" + course.message().id() + "\""), page);
        String one = sales.get(
                        "/a/" + world.own + "/one-to-one/" + course.message().id())
                .body();
        assertTrue(one.contains("Your provider keeps a copy") && one.contains("Here Ltd"), one);
        assertTrue(sales.get("/a/" + world.own + "/one-to-one").body().contains(ann));
    }

    @Test
    void whatTheServerRefusesIsABounceWithItsVerdict() {
        Contact contact = contact("refused@" + ann.replace("@", "."));

        HttpResponse<String> answer = write(contact, Map.of());

        assertEquals(303, answer.statusCode());
        OneToOneCourse course = newest(contact);
        assertEquals(CourseState.BOUNCED, course.state());
        assertEquals(
                Reason.UNKNOWN_USER, course.bounce().orElseThrow().verdict().reason());
        String page =
                sales.get(answer.headers().firstValue("Location").orElseThrow()).body();
        assertTrue(page.contains("550 5.1.1 &lt;b&gt;no such user&lt;/b&gt;"), page);
        assertTrue(page.contains("Unknown user"), page);
    }

    @Test
    void whatNobodyKnowsIsSaidToBeUnclearAndWhatWasNotHandedOverNotSent() {
        Contact unclear = contact("unclear@" + ann.replace("@", "."));
        write(unclear, Map.of());
        assertEquals(CourseState.UNCLEAR, newest(unclear).state());
        String page = sales.get("/a/" + world.own + "/contacts/" + unclear.id()).body();
        assertTrue(page.contains("unclear whether it was sent") && page.contains("the server hung up"), page);

        Contact away = contact("away@" + ann.replace("@", "."));
        write(away, Map.of());
        assertEquals(CourseState.NOT_SENT, newest(away).state());
        assertTrue(
                sales.get("/a/" + world.own + "/contacts/" + away.id()).body().contains("One-to-one email not sent"));
    }

    @Test
    void toASuppressedAddressOnlyWhoInsistsSends() {
        Contact contact = contact("refused@" + ann.replace("@", "."));
        write(contact, Map.of());

        String warned = sales.get(path(contact)).body();
        assertTrue(warned.contains("Mail to this address bounced before."), warned);
        HttpResponse<String> refused = write(contact, Map.of());
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("shall we?"), "what was written stays: " + refused.body());
        assertEquals(1, count(contact));

        assertEquals(303, write(contact, Map.of("insist", "yes")).statusCode());
        assertEquals(2, count(contact));
    }

    private static int count(Contact contact) {
        return world.store
                .writing()
                .courses()
                .ofContact(world.own, contact.id(), Optional.empty(), 10)
                .size();
    }

    @Test
    void whatCannotBeSentIsSaidAndStaysInTheForm() {
        Contact contact = contact(ann);
        for (Map.Entry<Map<String, String>, String> wrong : Map.of(
                        Map.of("subject", " "), "Write a subject",
                        Map.of("text", " "), "Write a text.",
                        Map.of("text", "{{nonsense}}"), "nonsense",
                        Map.of("inbox", "999999"), "Choose an inbox")
                .entrySet()) {
            HttpResponse<String> page = write(contact, wrong.getKey());
            assertEquals(422, page.statusCode(), wrong.getValue());
            assertTrue(page.body().contains(wrong.getValue()), page.body());
        }
        assertEquals(0, count(contact));
    }

    @Test
    void aFileGoesAlongUnlessNobodyWouldTakeIt() {
        Contact contact = contact(ann);

        assertEquals(303, upload(contact, "price list.pdf").statusCode());
        OneToOneContent content = world.store
                .writing()
                .courses()
                .content(world.own, newest(contact).message().id())
                .orElseThrow();
        assertEquals(List.of("price list.pdf"), content.files());

        HttpResponse<String> refused = upload(contact, "run.exe");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("Choose the files again."), refused.body());
        assertEquals(1, count(contact));
    }

    private HttpResponse<String> upload(Contact contact, String file) {
        Matcher csrf = CSRF.matcher(sales.get(path(contact)).body());
        assertTrue(csrf.find());
        StringBuilder body = new StringBuilder();
        Map.of("csrf", csrf.group(1), "inbox", inbox.id().toString(), "subject", "S", "text", "T")
                .forEach((name, value) -> body.append("--b\r\nContent-Disposition: form-data; name=\"")
                        .append(name)
                        .append("\"\r\n\r\n")
                        .append(value)
                        .append("\r\n"));
        body.append("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"")
                .append(file)
                .append("\"\r\n\r\nx\r\n--b--\r\n");
        return sales.send(sales.request(path(contact))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    @Test
    void aTemplateIsWrittenChosenAndRemoved() {
        String templates = "/a/" + world.own + "/one-to-one/templates";
        sales.get(templates + "/new");
        Map<String, String> form =
                Map.of("name", "Lunch", "subject", "Lunch?", "text", "From the template", "html", "");
        assertEquals(303, sales.submit(templates, form).statusCode());
        sales.get(templates + "/new");
        HttpResponse<String> taken = sales.submit(templates, form);
        assertEquals(422, taken.statusCode());
        assertTrue(taken.body().contains("Another template has this name."), taken.body());
        long id =
                world.store.writing().templates().all(world.own).getFirst().id().value();

        String page = sales.get(path(contact(ann)) + "?template=" + id).body();
        assertTrue(page.contains("From the template"), page);

        sales.get(templates + "/" + id);
        assertEquals(
                303,
                sales.submit(templates + "/" + id, Map.of("name", "Lunch 2", "subject", "S", "text", "T", "html", ""))
                        .statusCode());
        assertTrue(sales.get(templates).body().contains("Lunch 2"));
        assertEquals(
                303, sales.submit(templates + "/" + id + "/remove", Map.of()).statusCode());
        assertTrue(world.store.writing().templates().all(world.own).isEmpty());
        assertEquals(404, sales.get(templates + "/" + id).statusCode());
    }

    @Test
    void habitsAreKeptAndWhatCannotBeIsSaid() {
        Inbox own = connected("kim" + people + "@gmail.com");
        String habits = "/a/" + world.own + "/inboxes/" + own.id() + "/habits";
        Map<String, String> form = new HashMap<>(Map.of(
                "signature", "Kim\r\nSales",
                "daily-max", "30",
                "zone", "Asia/Shanghai",
                "from", "08:30",
                "to", "18:00",
                "day-MONDAY", "yes"));
        sales.get(habits);
        assertEquals(303, sales.submit(habits, form).statusCode());
        WritingHabits kept = world.store.writing().habits().of(own.id());
        assertEquals("Kim\nSales", kept.signature());
        assertEquals(30, kept.dailyMax());
        assertEquals("Asia/Shanghai", kept.hours().zone().getId());
        for (Map.Entry<String, String> wrong : Map.of(
                        "daily-max", "0", "zone", "Moon/Base", "to", "08:00", "day-MONDAY", "no")
                .entrySet()) {
            Map<String, String> changed = new HashMap<>(form);
            changed.put(wrong.getKey(), wrong.getValue());
            sales.get(habits);
            assertEquals(422, sales.submit(habits, changed).statusCode(), wrong.toString());
        }
        assertEquals(kept, world.store.writing().habits().of(own.id()));
    }

    @Test
    void whoMayNotWriteDoesNotSeeTheFormAndOthersContactsAreNotThere() {
        Contact contact = contact(ann);
        try (Browser reader = world.somebodyWho(Role.READ_ONLY)) {
            assertEquals(403, reader.get(path(contact)).statusCode());
            String page =
                    reader.get("/a/" + world.own + "/contacts/" + contact.id()).body();
            assertFalse(page.contains("/write"), page);
        }
        assertEquals(
                404,
                sales.get("/a/" + world.own + "/contacts/" + (contact.id().value() + 1_000) + "/write")
                        .statusCode());
    }

    @Test
    void itIsThereInChineseToo() {
        Contact contact = contact(ann);

        String page = sales.speaking("zh-CN").get(path(contact)).body();
        String list = sales.get("/a/" + world.own + "/one-to-one").body();
        sales.speaking("en");

        assertTrue(page.contains("写给") && page.contains("附件"), page);
        assertTrue(list.contains("一对一邮件"), list);
    }
}
