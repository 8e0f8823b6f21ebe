package dev.rebound.server.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of rules, of suspected false bounces and of recipients show, programs can have. */
class RuleApiTest {

    @TempDir
    private Path folder;

    private Office office;
    private Browser browser;
    private ApiClient own;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
        own = new ApiClient(browser, "own-key");
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    @Test
    void rulesAreListedAPageAtATimeAndShownOneByOne() {
        JsonNode first = own.get("/rules?limit=2&reason=MAILBOX_FULL").json();
        JsonNode second = own.get("/rules?limit=2&reason=MAILBOX_FULL&cursor="
                        + first.path("next").asText())
                .json();

        assertEquals(2, first.path("items").size());
        String last = first.at("/items/1/id").asText();
        assertTrue(last.compareTo(second.at("/items/0/id").asText()) < 0, second.toString());
        JsonNode rule = own.get("/rules/relay-no-such-address").json();
        assertEquals("UNKNOWN_USER", rule.path("reason").asText());
        assertTrue(rule.path("examples").size() > 0);
        assertEquals(404, own.get("/rules/no-such-rule").status());
    }

    @Test
    void lettersAndRecipientsAreThereForPrograms() {
        office.bounced(office.own(), "v@x.example", "550 5.7.1 blocked by policy");
        String email = own.get("/emails").json().at("/items/0/id").asText();

        JsonNode letters =
                own.get("/suppressions/allowlist-letters?address=v@x.example").json();
        assertEquals(2, letters.path("items").size());
        assertTrue(letters.at("/items/0/text").asText().contains("192.0.2.7"), letters.toString());
        assertEquals(
                404,
                own.get("/suppressions/allowlist-letters?address=w@x.example").status());
        assertEquals(400, own.get("/suppressions/allowlist-letters").status());
        String csv =
                own.get("/emails/" + email + "/recipients/export?group=HARD").text();
        assertTrue(csv.contains("v@x.example"), csv);
        assertEquals(
                400,
                own.get("/emails/" + email + "/recipients/export?group=NOBODY").status());
    }
}
