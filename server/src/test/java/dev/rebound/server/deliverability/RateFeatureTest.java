package dev.rebound.server.deliverability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import dev.rebound.server.api.ApiSchemas;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an account's emails fared, on the page and over REST. */
class RateFeatureTest {

    @Test
    void bouncesAreCountedByDomainAndReason(@TempDir Path folder) {
        try (Office office = Office.open(folder);
                Browser browser = new Browser(office.port())) {
            office.bounced(office.own(), "gone@there.example", "550 5.1.1 no such user");
            ApiClient api = new ApiClient(browser, "own-key");

            Answer history = api.get("/sending-history?period=QUARTER");

            assertEquals(List.of(), ApiSchemas.faults("SendingHistory", history.json()));
            assertEquals(13, history.json().path("spans").size());
            assertEquals(1, history.json().at("/hardReasons/UNKNOWN_USER").intValue());
            assertEquals(
                    "there.example",
                    history.json().at("/recipientDomains/0/domain").textValue());
            assertEquals(400, api.get("/sending-history?period=AGES").status());
            browser.signIn("ann", Office.PASSWORD);
            String page = browser.get("/a/" + office.own() + "/deliverability").body();
            assertTrue(page.contains("there.example"), page);
        }
    }
}
