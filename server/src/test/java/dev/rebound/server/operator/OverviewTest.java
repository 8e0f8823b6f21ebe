package dev.rebound.server.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.engine.webhook.Webhook.Trouble;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's overview says how things stand, and marks what needs somebody. */
class OverviewTest {

    private static final Pattern TILE = Pattern.compile(
            "class=\"tile ([a-z-]*)\"[^>]*>\\s*<span class=\"tile-number\">([^<]*)</span><span>([^<]*)<");

    @Test
    void whatFailsIsMarkedAndWhatIsWellIsNot(@TempDir Path folder) {
        try (Office office = Office.open(folder);
                Browser browser = new Browser(office.port()).signIn("olga", Office.PASSWORD)) {
            assertEquals(
                    "0 Circuits of the guard open, 0 Inboxes with an error, 0 Webhooks failing, 0 Nodes at work, 0 Messages waiting",
                    tiles(browser));

            office.store()
                    .webhooks()
                    .failed(
                            office.webhook(office.own(), "https://crm.example/bounces"),
                            new Trouble(1, "answered 503", office.clock().instant()));

            assertEquals(
                    "0 Circuits of the guard open, 0 Inboxes with an error, 1 Webhooks failing!, 0 Nodes at work, 0 Messages waiting",
                    tiles(browser));
        }
    }

    private static String tiles(Browser browser) {
        return TILE.matcher(browser.get("/operator").body())
                .results()
                .map(OverviewTest::tile)
                .reduce((first, second) -> first + ", " + second)
                .orElse("");
    }

    private static String tile(MatchResult found) {
        return found.group(2) + " " + found.group(3) + (found.group(1).isEmpty() ? "" : "!");
    }
}
