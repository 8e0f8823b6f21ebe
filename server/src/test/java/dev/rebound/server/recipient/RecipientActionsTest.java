package dev.rebound.server.recipient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Selection;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with all recipients that the page's filters leave. */
class RecipientActionsTest {

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ContactId gone;
    private String recipients;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port()).signIn("ann", Office.PASSWORD);
        gone = office.bounced(office.own(), "gone@there.example", "550 5.1.1 no such user");
        recipients = "/a/" + office.own() + "/emails/"
                + office.store()
                        .emails()
                        .page(office.own(), Optional.empty(), 1)
                        .getFirst()
                        .id()
                + "/recipients";
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void allOfThemAreUnbouncedAfterALookAtWhatComesOfIt() {
        String page = browser.get(recipients + "?group=HARD").body();
        assertTrue(page.contains("With 1 recipient:"), page);
        assertTrue(page.contains(recipients + "/unbounce?group=HARD"), page);

        String change = location(browser.submit(recipients + "/unbounce?group=HARD", Map.of()));

        assertTrue(change.startsWith("/a/" + office.own() + "/suppressions/bulk-changes/"), change);
        assertTrue(browser.get(change).body().contains("gone@there.example"));
        assertEquals(
                1,
                office.store()
                        .suppressions()
                        .page(office.own(), "", Optional.empty(), Optional.empty(), 10)
                        .size());
        assertEquals(
                recipients + "?group=DELIVERED",
                location(browser.submit(recipients + "/unbounce?group=DELIVERED", Map.of())));
        assertFalse(browser.get(recipients + "?group=DELIVERED").body().contains("/unbounce?"));
    }

    @Test
    void theyAreWrittenToWithADraftForJustThem() {
        browser.get(recipients + "?group=HARD");

        String edit = location(browser.submit(recipients + "/write?group=HARD", Map.of()));

        MarketingEmail draft =
                office.store().emails().page(office.own(), Optional.empty(), 1).getFirst();
        assertEquals("/a/" + office.own() + "/emails/" + draft.id() + "/edit", edit);
        assertEquals(EmailState.DRAFT, draft.state());
        assertEquals("Newsletter (copy)", draft.content().name());
        assertEquals(new Selection.Chosen(List.of(gone)), draft.selection());
        assertTrue(browser.get(edit).body().contains("gone@there.example"));
    }

    @Test
    void aListIsSortedByItsColumns() {
        String page = browser.get(recipients + "?group=HARD&order=ADDRESS").body();

        assertTrue(page.contains("aria-sort=\"ascending\""), page);
        assertTrue(page.contains("?group=HARD&amp;order=LATEST"), page);
        assertTrue(page.contains("href=\"" + recipients + "?group=HARD\""), "the same column again: as it was");
        assertEquals(200, browser.get(recipients + "?group=HARD&order=NONSENSE").statusCode());
    }
}
