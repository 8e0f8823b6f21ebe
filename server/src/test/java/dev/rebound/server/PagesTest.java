package dev.rebound.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.email.EmailId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every page of an account, for its own people and for others, with hostile mail on it. */
class PagesTest extends SignedInPages {

    private static final String HOSTILE = "550 5.1.1 <img src=x onerror=alert(1)> \u202e\"><script>alert(2)</script>";

    @SuppressWarnings("NullAway.Init")
    private EmailId email;

    @BeforeEach
    void sendAnEmailThatBounces() throws InterruptedException {
        world.contacts(world.own, "kim@dept.example", "lee@dept.example");
        email = world.send(world.own, "<b>Spring</b>", "\"><script>alert(3)</script>");
        world.bounced(world.own, email, "kim@dept.example", Reason.UNKNOWN_USER, HOSTILE, "onerror");
        world.delivered(world.own, email, "lee@dept.example");
    }

    private List<String> pages() {
        String account = "/a/" + world.own;
        long contact = world.row(world.own, email, "kim@dept.example")
                .contact()
                .orElseThrow()
                .value();
        return List.of(
                account + "/emails",
                account + "/emails/new",
                account + "/emails/" + email + "/performance",
                account + "/emails/" + email + "/recipients",
                account + "/emails/" + email + "/recipients?group=HARD",
                account + "/emails/" + email + "/recipients?group=HARD&show="
                        + world.row(world.own, email, "kim@dept.example").message(),
                account + "/emails/" + email + "/content",
                account + "/queue",
                account + "/emails/" + email + "/files",
                account + "/contacts",
                account + "/contacts/new",
                account + "/contacts/import",
                account + "/api-keys",
                account + "/webhooks",
                account + "/audit",
                account + "/contacts/" + contact,
                account + "/suppressions",
                account + "/suppressions/suspected",
                account + "/suppressions/allowlist?address=kim@dept.example",
                account + "/policy",
                account + "/policy?preset=PROTECTIVE");
    }

    @Test
    void everyPageIsShownInBothLanguages() {
        for (String language : List.of("en", "zh-CN")) {
            mara.speaking(language);
            for (String page : pages()) {
                HttpResponse<String> answer = mara.get(page);
                assertEquals(200, answer.statusCode(), page);
                assertTrue(answer.body().contains("lang=\"" + language), () -> language + " " + page);
            }
        }
    }

    @Test
    void whatCameInAMailIsNeverMarkup() {
        for (String page : pages()) {
            String body = mara.get(page).body();
            assertFalse(body.contains("<img src=x"), page);
            assertFalse(body.contains("<script>alert"), page);
            assertFalse(body.contains("<b>Spring</b>"), page);
        }
    }

    @Test
    void everyPageForbidsInlineScript() {
        for (String page : pages()) {
            String policy = mara.get(page)
                    .headers()
                    .firstValue("Content-Security-Policy")
                    .orElse("");
            assertTrue(policy.contains("default-src 'self'") || policy.contains("script-src 'self'"), page);
            assertFalse(policy.contains("script-src 'unsafe") || policy.contains("'unsafe-eval'"), policy);
        }
    }

    @Test
    void nobodySeesAPageOfAnotherAccount() {
        Browser theo = new Browser(world.port()).signIn("theo", PagesWorld.PASSWORD);
        for (String page : pages()) {
            assertEquals(404, theo.get(page).statusCode(), page);
            String elsewhere = page.replace("/a/" + world.own + "/", "/a/" + world.foreign + "/");
            if (page.contains("/emails/" + email)) {
                assertEquals(404, theo.get(elsewhere).statusCode(), elsewhere);
            }
        }
        theo.close();
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        HttpResponse<String> answer =
                mara.post("/a/" + world.own + "/suppressions/preview", Map.of("address", "kim@dept.example"));

        assertEquals(403, answer.statusCode());
        assertEquals(1, world.store.suppressions().counts(world.own).size());
    }

    @Test
    void anUnbounceWithAReasonIsDoneAndAudited() {
        mara.get("/a/" + world.own + "/suppressions");
        mara.submit("/a/" + world.own + "/suppressions/preview", Map.of("address", "kim@dept.example"));
        mara.submit("/a/" + world.own + "/suppressions/bulk-changes/1/apply", Map.of("why", "They asked for it"));

        assertTrue(world.store.suppressions().counts(world.own).isEmpty());
        assertTrue(world.store.auditLog().page(Optional.of(world.own), Optional.empty(), 10).stream()
                .anyMatch(entry -> entry.entry().detail().equals("They asked for it")));
    }
}
