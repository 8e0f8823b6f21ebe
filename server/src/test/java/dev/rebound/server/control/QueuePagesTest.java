package dev.rebound.server.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.Quarantine.QuarantineFilter;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.engine.warmup.WarmUpCounts.Count;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import dev.rebound.server.SignedInPages;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The waiting queue, the warm-up and the quarantine on pages, with hostile mail in them. */
class QueuePagesTest extends SignedInPages {

    private static final String HOSTILE = "451 4.7.1 <img src=x onerror=alert(1)> \u202e\"><script>alert(2)</script>";

    @SuppressWarnings("NullAway.Init")
    private Browser olga;

    @BeforeEach
    void deferInTwoAccounts() throws InterruptedException {
        world.contacts(world.own, "kim@dept.example", "lee@dept.example");
        world.contacts(world.foreign, "zoe@secret.example");
        EmailId email = world.send(world.own, "Spring", "Spring list");
        world.deferred(world.own, email, "kim@dept.example", Reason.RECIPIENT_TEMPORARY, HOSTILE);
        EmailId other = world.send(world.foreign, "Tea", "Tea list");
        world.deferred(world.foreign, other, "zoe@secret.example", Reason.TEMPORARY, "451 not for your eyes");
        olga = new Browser(world.port()).signIn("olga", PagesWorld.PASSWORD);
    }

    @AfterEach
    void close() {
        olga.close();
    }

    private String queue() {
        return "/a/" + world.own + "/queue";
    }

    private static void assertHarmless(HttpResponse<String> page) {
        assertEquals(200, page.statusCode());
        assertFalse(page.body().contains("<img src=x"), page.body());
        assertFalse(page.body().contains("<script>alert"), page.body());
        assertTrue(page.body().contains("U+202E"), page.body());
    }

    @Test
    void aMarketerSeesWhatWaitsOfTheirAccountAndWhy() {
        String page = mara.get(queue()).body();

        assertHarmless(mara.get(queue()));
        assertTrue(page.contains("dept.example"), page);
        assertTrue(page.contains("Refused for now; next attempt"), page);
        assertFalse(page.contains("secret.example") || page.contains("not for your eyes"), page);
        assertEquals(403, mara.get("/operator/queue").statusCode());
        assertEquals(404, mara.get("/a/" + world.foreign + "/queue").statusCode());
    }

    @Test
    void anOperatorSeesAllOfItOrOneAccounts() {
        String all = olga.get("/operator/queue").body();
        assertTrue(all.contains("dept.example") && all.contains("secret.example"), all);

        String one = olga.get("/operator/queue?account=" + world.foreign).body();
        assertTrue(one.contains("secret.example") && !one.contains("dept.example"), one);
        assertHarmless(olga.get("/operator/queue?account=" + world.own));
    }

    @Test
    void bothLanguagesSayItInTheirWords() {
        mara.speaking("zh-CN");

        String page = mara.get(queue()).body();

        assertTrue(page.contains("等待队列") && page.contains("暂时被拒"), page);
    }

    private long due(Optional<AccountId> account) {
        return world.store.waiting().pending(account, world.clock.instant(), 10).stream()
                .mapToLong(pending -> pending.due())
                .sum();
    }

    @Test
    void whatWaitsForADestinationIsTriedNowOfTheAccountOnly() {
        mara.get(queue());
        assertEquals(
                303,
                mara.submit(queue() + "/retry", Map.of("destination", "secret.example"))
                        .statusCode());
        assertEquals(1, due(Optional.empty()));

        mara.submit(queue() + "/retry", Map.of("destination", "dept.example"));
        assertEquals(2, due(Optional.of(world.own)));
        assertEquals(2, due(Optional.empty()));

        olga.get("/operator/queue");
        olga.submit("/operator/queue/retry", Map.of("destination", "secret.example"));
        assertEquals(3, due(Optional.empty()));
    }

    @Test
    void theWarmUpSaysWhatEachAddressHasUsedToday() {
        LocalDate today = LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC);
        world.store.warmUpCounts().take(new Count(PagesWorld.NEW_ADDRESS, "google.com", today), 750, 1_000);

        String page = olga.get("/operator/warm-up").body();

        assertTrue(page.contains(PagesWorld.NEW_ADDRESS) && page.contains("Day 2 of 4"), page);
        assertTrue(page.contains("750 of 1,000 used today to google.com"), page);
        assertEquals(403, mara.get("/operator/warm-up").statusCode());
    }

    private void quarantine(String peer, String sender, QuarantineReason why, String text) {
        world.store
                .quarantine()
                .keep(
                        new ReturnedMail(
                                sender,
                                List.of("b+x@bounce.example"),
                                text.getBytes(StandardCharsets.UTF_8),
                                peer,
                                world.clock.instant()),
                        why,
                        EvidenceGrade.UNPROVEN)
                .join();
    }

    @Test
    void theQuarantineIsCountedSearchedAndShownHarmless() {
        quarantine("192.0.2.1", "a\"><script>alert(3)</script>@x.example", QuarantineReason.NO_TOKEN, HOSTILE);
        quarantine("192.0.2.9", "", QuarantineReason.EXPIRED_TOKEN, "Subject: b");
        long id = world.store
                .quarantine()
                .page(
                        new QuarantineFilter(
                                "", Optional.of(QuarantineReason.NO_TOKEN), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        1)
                .getFirst()
                .id();

        String all = olga.get("/operator/quarantine").body();
        assertTrue(all.contains("192.0.2.1") && all.contains("192.0.2.9"), all);
        assertTrue(all.contains("It is kept for 30 days"), all);
        assertFalse(all.contains("<script>alert"), all);
        String found = olga.get("/operator/quarantine?why=EXPIRED_TOKEN&search=192.0.2.9")
                .body();
        assertTrue(found.contains("1 message"), found);
        assertTrue(olga.get("/operator/quarantine?search=nobody").body().contains("Nothing found"));
        assertHarmless(olga.get("/operator/quarantine/" + id));
    }
}
