package dev.rebound.server.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.contact.ContactView;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import dev.rebound.server.SignedInPages;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody sees the beginning of a file and says what its columns are; only then is it imported. */
@Timeout(60)
class ImportColumnsTest extends SignedInPages {

    private static final Pattern USE =
            Pattern.compile("name=\"column-(\\d+)\".*?value=\"(\\w+)\" selected", Pattern.DOTALL);

    /** Hands the file in; the path of the page that follows. */
    private String handIn(String content) {
        return handIn(content.getBytes(StandardCharsets.UTF_8));
    }

    private String handIn(byte[] content) {
        mara.get("/a/" + world.own + "/contacts/import");
        HttpResponse<String> answer =
                mara.upload("/a/" + world.own + "/contacts/import", Map.of(), "people.csv", content);
        assertEquals(303, answer.statusCode());
        return answer.headers().firstValue("Location").orElseThrow().replaceAll("\\?.*", "");
    }

    private static List<String> uses(String page) {
        Matcher matcher = USE.matcher(page);
        return matcher.results().map(found -> found.group(2)).toList();
    }

    private List<String> names() {
        return world.ports().contacts().page(world.own, "", Optional.empty(), 100).stream()
                .map(ContactView::contact)
                .map(contact -> contact.email().text() + " " + contact.name())
                .toList();
    }

    /** Asks for the import until it is over. */
    private String end(String columns) {
        String path = columns.replaceAll("/columns$", "");
        String page = mara.get(path).body();
        while (page.contains("<progress")) {
            Thread.onSpinWait();
            page = mara.get(path).body();
        }
        return page;
    }

    @Test
    void theFirstFiveRowsOfEveryColumnAreShownAndNothingIsSaved() {
        String path = handIn("Mail;Vorname;Kunde seit\na1@x.example;Al;1\na2@x.example;Bo;2\na3@x.example;Cy;3\n"
                + "a4@x.example;Di;4\na5@x.example;Ed;5\na6@x.example;Fi;6");
        String page = mara.get(path).body();

        assertEquals(List.of("EMAIL", "FIRST_NAME", "IGNORE"), uses(page));
        assertTrue(page.contains("Kunde seit") && page.contains("a5@x.example") && page.contains("7 lines"));
        assertFalse(page.contains("a6@x.example"));
        assertEquals(List.of(), names());
    }

    @Test
    void theEndOfTheLastLineIsNoLine() {
        assertTrue(mara.get(handIn("email\nkim@x.example\n")).body().contains("2 lines"));
        assertTrue(mara.get(handIn("email\r\nkim@x.example")).body().contains("2 lines"));
    }

    @Test
    void theColumnsAreWhatSomebodyChose() {
        String path = handIn("Mail,Ansprechpartner,Rolle\nkim@x.example,Lee,Kim\n");
        mara.get(path);
        mara.submit(
                path,
                Map.of("headings", "yes", "column-0", "EMAIL", "column-1", "LAST_NAME", "column-2", "FIRST_NAME"));
        end(path);

        assertEquals(List.of("kim@x.example Kim Lee"), names());
    }

    @Test
    void aFirstLineThatIsNoHeadingIsImported() {
        String path = handIn("kim@x.example,Kim\nlee@x.example,Lee\n");
        assertEquals(List.of("EMAIL", "FIRST_NAME"), uses(mara.get(path).body()));
        mara.submit(path, Map.of("column-0", "EMAIL", "column-1", "IGNORE"));
        end(path);

        assertEquals(List.of("kim@x.example ", "lee@x.example "), names());
    }

    @Test
    void aColumnOfAddressesIsFoundWhateverItIsCalled() {
        String page = mara.get(handIn("Kontakt-ID,Erreichbar unter,姓名\n17,kim@x.example,金\n"))
                .body();

        assertEquals(List.of("IGNORE", "EMAIL", "FIRST_NAME"), uses(page));
    }

    @Test
    void aChoiceWithoutAddressesOrWithTwoOfAKindIsRefusedAndKept() {
        String path = handIn("email,other\nkim@x.example,Kim\n");
        mara.get(path);
        HttpResponse<String> none = mara.submit(path, Map.of("column-0", "IGNORE", "column-1", "LAST_NAME"));
        HttpResponse<String> twice = mara.submit(path, Map.of("column-0", "EMAIL", "column-1", "EMAIL"));

        assertEquals(List.of(422, 422), List.of(none.statusCode(), twice.statusCode()));
        assertEquals(List.of("IGNORE", "LAST_NAME"), uses(none.body()));
        assertTrue(none.body().contains("role=\"alert\""));
        assertEquals(List.of(), names());
    }

    @Test
    void linesThatCannotBeReadAreNamed() {
        String page = mara.get(handIn("email,name\n\"kim@x.example,Kim\nlee@x.example,Lee\n"))
                .body();

        assertTrue(page.contains("Line 2:"), page);
        assertTrue(page.contains("lee@x.example"));
    }

    @Test
    void aFileThatIsNoTableSaysSoWithItsLines() {
        String path = handIn("PK\u0003\u0004\0\0workbook\n\0\0\n");
        String page = mara.get(path).body();

        assertFalse(path.endsWith("/columns"));
        assertTrue(page.contains("save the file as CSV"), page);
        assertEquals(2, mara.get(path + "/refused").body().lines().skip(1).count());
    }

    @Test
    void anEncodingThatWasGuessedCanBeChosen() {
        String path = handIn("email;Name\nzoe@x.example;Zoë Bär\n".getBytes(Charset.forName("windows-1252")));
        String asGuessed = mara.get(path).body();
        String asChosen = mara.get(path + "?encoding=WINDOWS_1252").body();

        assertTrue(asGuessed.contains("f-encoding"), asGuessed);
        assertTrue(asChosen.contains("Zoë Bär"), asChosen);
        assertTrue(asChosen.contains("name=\"encoding\" value=\"WINDOWS_1252\""));
    }

    @Test
    void whoDoesNotWantItLeavesNoFileBehind() throws Exception {
        String path = handIn("email\nkim@x.example\n");
        mara.get(path);
        mara.submit(path, Map.of("discard", "yes"));

        assertEquals(404, mara.get(path).statusCode());
        assertEquals(List.of(), names());
    }

    @Test
    void choosingAgainLeadsToTheImportThatWasBegun() {
        String path = handIn("email,name\nkim@x.example,Kim\n");
        mara.get(path);
        mara.submit(path, Map.of("headings", "yes", "column-0", "EMAIL"));
        HttpResponse<String> again =
                mara.submit(path, Map.of("headings", "yes", "column-0", "EMAIL", "column-1", "FIRST_NAME"));
        end(path);

        assertEquals(303, again.statusCode());
        assertEquals(
                path.replaceAll("/columns$", ""),
                again.headers().firstValue("Location").orElseThrow());
        assertEquals(List.of("kim@x.example "), names());
    }

    @Test
    void nobodySeesTheFileOfAnotherAccount() {
        String path = handIn("email\nkim@x.example\n");
        String foreign = path.replace("/a/" + world.own, "/a/" + world.foreign);
        try (Browser theo = new Browser(world.port()).signIn("theo", PagesWorld.PASSWORD)) {
            assertEquals(404, theo.get(foreign).statusCode());
        }
    }
}
