package dev.rebound.server.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.server.SignedInPages;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an account keeps of contacts beside names: on pages, in files, in emails. */
@Timeout(60)
class OwnPropertiesTest extends SignedInPages {

    private static final String HOSTILE = "<script>x()</script>\"' {{email}}";

    @SuppressWarnings("NullAway.Init")
    private ContactId ann;

    @BeforeEach
    void addAnn() {
        world.contacts(world.own, "ann@x.example");
        ann = world.ports()
                .contacts()
                .page(world.own, "", Optional.empty(), 1)
                .getFirst()
                .contact()
                .id();
    }

    private String path(String of) {
        return "/a/" + world.own + "/contacts/" + ann + of;
    }

    private Map<String, String> kept() {
        return world.ports()
                .contacts()
                .find(world.own, ann)
                .map(ContactView::contact)
                .map(contact -> contact.properties().values())
                .orElseThrow();
    }

    private HttpResponse<String> submit(Map<String, String> fields) {
        mara.get(path("/properties"));
        return mara.submit(path("/properties"), fields);
    }

    @Test
    void somebodyAddsChangesAndTakesAway() {
        submit(Map.of("name", "Company name", "value", " Lantern Books "));
        assertEquals(Map.of("company_name", "Lantern Books"), kept());
        assertTrue(mara.get(path("")).body().contains("Lantern Books"));

        submit(Map.of("of-company_name", "", "name", "城市", "value", "代尔夫特"));
        assertEquals(Map.of("城市", "代尔夫特"), kept());
        assertTrue(mara.get(path("/properties")).body().contains("of-company_name"));
    }

    @Test
    void whatIsWrittenIsTextOnEveryPage() {
        submit(Map.of("name", "company", "value", HOSTILE));

        assertEquals(Map.of("company", HOSTILE), kept());
        for (String page : List.of("", "/properties")) {
            String body = mara.get(path(page)).body();
            assertFalse(body.contains("<script>x()"), body);
            assertTrue(body.contains("&lt;script"), body);
        }
    }

    @Test
    void aBadNameOrValueIsRefusedAndKeptInTheForm() {
        HttpResponse<String> noName = submit(Map.of("name", "Email", "value", "typed before"));
        HttpResponse<String> turned = submit(Map.of("name", "city", "value", "Del\u202eft"));
        HttpResponse<String> tooLong =
                submit(Map.of("name", "city", "value", "x".repeat(ContactProperties.VALUE_LENGTH_MAX + 1)));

        assertEquals(List.of(422, 422, 422), List.of(noName.statusCode(), turned.statusCode(), tooLong.statusCode()));
        assertTrue(noName.body().contains("typed before") && noName.body().contains("role=\"alert\""));
        assertEquals(Map.of(), kept());
    }

    @Test
    void aContactHasNoMoreThanItMay() {
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < ContactProperties.OF_CONTACT_MAX; i++) {
            many.put("p" + i, "x");
        }
        world.ports().contacts().setProperties(world.own, ann, many);

        assertEquals(422, submit(Map.of("name", "city", "value", "Delft")).statusCode());
    }

    private String handIn(String content) {
        mara.get("/a/" + world.own + "/contacts/import");
        HttpResponse<String> answer = mara.upload(
                "/a/" + world.own + "/contacts/import",
                Map.of(),
                "people.csv",
                content.getBytes(StandardCharsets.UTF_8));
        return answer.headers().firstValue("Location").orElseThrow().replaceAll("\\?.*", "");
    }

    private void end(String columns) {
        while (mara.get(columns.replaceAll("/columns$", "")).body().contains("<progress")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aColumnBecomesOneAndIsKnownTheNextTimeAndLeavesWithTheExport() {
        String path = handIn("email,Company,Shoe size\nann@x.example,Lantern,41\n");
        mara.get(path);
        Map<String, String> choice = new TreeMap<>(
                Map.of("headings", "yes", "column-0", "EMAIL", "column-1", "PROPERTY", "property-1", "Firm"));
        choice.put("column-2", "IGNORE");
        mara.submit(path, choice);
        end(path);
        assertEquals(Map.of("firm", "Lantern"), kept());

        String again = mara.get(handIn("email,FIRM\nann@x.example,Lantern\n")).body();
        assertTrue(again.contains("value=\"PROPERTY\" selected"), again);
        String export = mara.get("/a/" + world.own + "/contacts/export").body();
        assertTrue(export.lines().findFirst().orElseThrow().endsWith("\"firm\""), export);
        assertTrue(export.contains("Lantern"), export);
    }

    @Test
    void columnsWithoutANameOrWithTheSameAreRefused() {
        String path = handIn("email,a,b\nann@x.example,1,2\n");
        mara.get(path);
        Map<String, String> choice =
                new TreeMap<>(Map.of("column-0", "EMAIL", "column-1", "PROPERTY", "property-1", "email"));
        assertEquals(422, mara.submit(path, choice).statusCode());
        choice.putAll(Map.of("property-1", "size", "column-2", "PROPERTY", "property-2", "Size"));
        HttpResponse<String> twice = mara.submit(path, choice);

        assertEquals(422, twice.statusCode());
        assertTrue(twice.body().contains("value=\"Size\""), twice.body());
    }

    @Test
    void anEmailSpeaksOfThemOnlyWhereTheAccountHasThem() {
        Map<String, String> email = Map.of(
                "name",
                "Spring",
                "subject",
                "For {{company|you}}",
                "from",
                "news@shop.example",
                "text",
                "Hi",
                "audience",
                "EVERYBODY");
        mara.get("/a/" + world.own + "/emails/new");
        HttpResponse<String> unknown = mara.submit("/a/" + world.own + "/emails", email);
        submit(Map.of("name", "company", "value", "Lantern"));
        String form = mara.get("/a/" + world.own + "/emails/new").body();
        HttpResponse<String> known = mara.submit("/a/" + world.own + "/emails", email);

        assertEquals(List.of(422, 303), List.of(unknown.statusCode(), known.statusCode()));
        assertTrue(form.contains("{{company}}"), form);
        assertEquals(Optional.of("Lantern"), Optional.ofNullable(kept().get("company")));
    }
}
