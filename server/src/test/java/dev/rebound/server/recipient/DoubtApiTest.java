package dev.rebound.server.recipient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiClient;
import dev.rebound.server.api.ApiClient.Answer;
import dev.rebound.server.api.ApiSchemas;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Was this right? Over the REST API. */
class DoubtApiTest {

    @Test
    void whatIsSaidToBeWrongIsListedUntilItIsSaidToBeRight(@TempDir Path folder) {
        try (Office office = Office.open(folder);
                Browser browser = new Browser(office.port())) {
            ApiClient api = new ApiClient(browser, "own-key");
            office.bounced(office.own(), "v@x.example", "550 5.1.1 unknown");
            String email = api.get("/emails").json().at("/items/0/id").textValue();
            String message = api.get("/emails/" + email + "/recipients")
                    .json()
                    .at("/items/0/messageId")
                    .textValue();
            String opinion = "/messages/" + message + "/opinion";

            Answer said = api.call("PUT", opinion, "{\"opinion\": \"WRONG\"}", "application/json");

            assertEquals(List.of(), ApiSchemas.faults("RecipientDetail", said.json()));
            assertEquals("WRONG", said.json().path("opinion").textValue());
            Answer listed = api.get("/verdicts");
            assertEquals(List.of(), ApiSchemas.faults("DoubtedPage", listed.json()));
            assertEquals(
                    message, listed.json().at("/items/0/recipient/messageId").textValue());
            api.call("PUT", opinion, "{\"opinion\": \"RIGHT\"}", "application/json");
            assertEquals(0, api.get("/verdicts").json().path("items").size());
            assertEquals(
                    422,
                    api.call("PUT", opinion, "{\"opinion\": \"MAYBE\"}", "application/json")
                            .status());
            assertEquals(200, api.get("/verdicts?doubt=UNCLASSIFIED").status());
            assertEquals(400, api.get("/verdicts?doubt=MAYBE").status());
        }
    }
}
