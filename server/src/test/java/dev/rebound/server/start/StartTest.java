package dev.rebound.server.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import dev.rebound.server.api.ApiSchemas;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the first sign-in to the first email, and an account to rehearse in. */
class StartTest {

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void theBareAddressLeadsToTheFirstStepsUntilAnEmailWasSent(@TempDir Path folder) {
        try (Office office = Office.open(folder);
                Browser browser = new Browser(office.port()).signIn("ann", Office.PASSWORD)) {
            String account = "/a/" + office.own();

            String steps = browser.get(account + "/start").body();

            assertEquals(account + "/start", location(browser.get("/")));
            assertTrue(steps.contains("Import your contacts"), steps);
            assertFalse(steps.contains("Make a rehearsal account"), "who is no operator makes no account");
            office.submitted("kate@shop.example", "<test@shop.example>");
            assertEquals(account + "/start", location(browser.get("/")), "submitted mail is no email");
            office.send(office.own(), office.contact(office.own(), "kate@shop.example", "Kate", "Lee"), "Spring");
            assertTrue(browser.get(account + "/start").body().contains("1 contact is there."));
            assertEquals(account + "/emails", location(browser.get("/")));
        }
    }

    @Test
    void anOperatorMakesAnAccountOfInventedPeople(@TempDir Path folder) {
        try (Office office = Office.open(folder);
                Browser browser = new Browser(office.port()).signIn("olga", Office.PASSWORD)) {
            browser.get("/operator/accounts");

            String send = location(browser.submit("/operator/rehearsals", Map.of()));

            AccountId made = office.store().accounts().all().getLast().id();
            assertTrue(send.startsWith("/a/" + made + "/emails/"), send);
            assertEquals(400, office.store().contacts().count(made, ""));
            String page = browser.get(send).body();
            assertTrue(page.contains("Its people are invented"), page);
            assertTrue(page.contains("Hello {{firstname|there}}, this is a rehearsal"), page);
            assertEquals(0, office.store().contacts().count(made, "@gmail.com"));
        }
    }

    @Test
    void itIsMadeOverRestToo(@TempDir Path folder) {
        try (Office office = Office.open(folder);
                Browser browser = new Browser(office.port())) {
            Answer made = new ApiClient(browser, "operator-key").post("/operator/rehearsals", "");

            assertEquals(201, made.status());
            assertEquals(List.of(), ApiSchemas.faults("Rehearsal", made.json()));
            assertEquals(
                    403,
                    new ApiClient(browser, "own-key")
                            .post("/operator/rehearsals", "")
                            .status());
        }
    }
}
