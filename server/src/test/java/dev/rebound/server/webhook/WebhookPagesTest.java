package dev.rebound.server.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.webhook.DeadLetter;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.Webhook;
import dev.rebound.engine.webhook.WebhookId;
import dev.rebound.server.SignedInPages;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of webhooks, as people use and misuse it. */
class WebhookPagesTest extends SignedInPages {

    private String page = "";

    @BeforeEach
    void open() {
        page = "/a/" + world.own + "/webhooks";
        mara.get(page);
    }

    private HttpResponse<String> make(String url) {
        return mara.submit(page, Map.of("url", url, "type", "BOUNCED"));
    }

    private List<Webhook> webhooks() {
        return world.store.webhooks().list(world.own);
    }

    @Test
    void theSecretIsShownOnce() {
        String made = make("http://127.0.0.1:9/hook").body();

        String secret = webhooks().getFirst().secret();
        assertTrue(made.contains(secret));
        assertFalse(mara.get(page).body().contains(secret));
        assertTrue(mara.get("/a/" + world.own + "/audit").body().contains("http://127.0.0.1:9/hook"));
    }

    @Test
    void whatIsNoAddressIsRefusedInWordsAndStaysInTheForm() {
        for (String url : List.of(
                "crm.example",
                "ftp://crm.example/",
                "https://user:password@crm.example/",
                "https:///hook",
                "https://crm.example/#x",
                "https://crm.example:99999/",
                "https://crm.example/\r\nX: y",
                "javascript:alert(1)")) {
            HttpResponse<String> answer = make(url);
            assertEquals(422, answer.statusCode(), url);
            assertTrue(answer.body().contains("Give a whole address"), url);
        }
        assertEquals(List.of(), webhooks());
    }

    @Test
    void withoutAnythingToTellThereIsNoWebhook() {
        HttpResponse<String> answer = mara.submit(page, Map.of("url", "https://crm.example/"));

        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("Choose at least one thing"));
    }

    @Test
    void aTestShowsWhatCameOfIt() {
        make("http://inside.example/hook");
        String one = page + "/" + webhooks().getFirst().id();

        String tested = mara.submit(one + "/test", Map.of()).body();

        assertTrue(tested.contains("The call was not taken"));
        assertTrue(tested.contains("inside.example is where we must not connect to"));
    }

    @Test
    void anAccountHasTwentyAtMost() {
        for (int i = 0; i < 20; i++) {
            make("https://crm.example/" + i);
        }
        assertTrue(make("https://crm.example/20").body().contains("An account can have 20"));
        assertEquals(20, webhooks().size());
    }

    @Test
    void oneIsPausedResumedAndRemoved() {
        make("https://crm.example/");
        Webhook webhook = webhooks().getFirst();
        String one = page + "/" + webhook.id();

        mara.submit(one + "/pause", Map.of());
        assertTrue(mara.get(page).body().contains("Paused"));
        mara.submit(one + "/resume", Map.of());
        assertFalse(webhooks().getFirst().paused());
        mara.submit(one + "/remove", Map.of());
        assertEquals(List.of(), webhooks());
    }

    @Test
    void deadLettersAreShownWithWhatWentWrongAndCanBeForgotten() {
        make("https://crm.example/");
        Webhook webhook = webhooks().getFirst();
        world.store
                .webhooks()
                .giveUp(new DeadLetter(
                        0,
                        webhook.id(),
                        1,
                        2,
                        2,
                        24,
                        "<script>alert(1)</script>",
                        Instant.parse("2026-03-02T12:00:00Z")));

        String shown = mara.get(page).body();
        assertTrue(shown.contains("Dead letters"));
        assertTrue(shown.contains("&lt;script&gt;"));
        assertFalse(shown.contains("<script>alert"));

        long letter = world.store
                .webhooks()
                .deadLetters(world.own, webhook.id(), 1)
                .getFirst()
                .id();
        mara.submit(page + "/" + webhook.id() + "/dead-letters/" + letter + "/forget", Map.of());
        assertFalse(mara.get(page).body().contains("Dead letters"));
    }

    @Test
    void thoseOfAnotherAccountDoNotExist() {
        WebhookId theirs = world.store
                .webhooks()
                .create(
                        world.foreign,
                        URI.create("https://there.example/"),
                        "secret",
                        Set.of(EventType.BOUNCED),
                        Instant.parse("2026-03-02T12:00:00Z"));
        for (String action : List.of("pause", "resume", "remove", "test")) {
            assertEquals(
                    404,
                    mara.submit(page + "/" + theirs + "/" + action, Map.of()).statusCode(),
                    action);
        }
        assertFalse(mara.get(page).body().contains("there.example"));
    }
}
