package dev.rebound.server.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Sample;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import dev.rebound.server.SignedInPages;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do to an email on its pages. Nothing is delivered: what servers say is told by the test. */
class ControlPagesTest extends SignedInPages {

    private final LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);

    @BeforeEach
    void openWithThreeContacts() {
        world.contacts(world.own, "kim@dept.example", "lee@dept.example", "pat@dept.example");
    }

    private String path(EmailId email, String page) {
        return "/a/" + world.own + "/emails/" + email + "/" + page;
    }

    private MarketingEmail find(EmailId email) {
        return world.store.emails().find(world.own, email).orElseThrow();
    }

    private EmailFigures figures(EmailId email) {
        return world.store.emails().figures(world.own, email);
    }

    private static String location(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer::body);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> submit(EmailId email, String page, Map<String, String> fields) {
        mara.get("/a/" + world.own + "/emails");
        return mara.submit(path(email, page), fields);
    }

    private EmailId scheduled() {
        EmailId email = world.draft(world.own, "Spring", "Spring list");
        HttpResponse<String> answer = submit(
                email,
                "send",
                Map.of("when", "later", "date", tomorrow.toString(), "time", "09:30", "zone", "Asia/Shanghai"));
        assertEquals(path(email, "send"), location(answer));
        return email;
    }

    @Test
    void anEmailIsScheduledInTheZoneThatWasMeant() {
        EmailId email = scheduled();

        Instant meant = tomorrow.atTime(LocalTime.of(9, 30))
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant();
        assertEquals(Optional.of(meant), find(email).plan().startsAt());
        String page = mara.get(path(email, "send")).body();
        assertTrue(page.contains("Will be sent on"), page);
        assertTrue(page.contains("01:30"), page);
        assertTrue(mara.get("/a/" + world.own + "/emails").body().contains("Scheduled"));
        assertTrue(mara.get("/a/" + world.own + "/queue").body().contains("Spring"));
    }

    @Test
    void aScheduleIsChangedAndWithdrawn() {
        EmailId email = scheduled();
        submit(
                email,
                "send",
                Map.of("when", "later", "date", tomorrow.plusDays(1).toString(), "time", "10:00", "zone", "UTC"));
        assertEquals(
                Optional.of(tomorrow.plusDays(1).atTime(10, 0).toInstant(ZoneOffset.UTC)),
                find(email).plan().startsAt());

        location(submit(email, "unschedule", Map.of()));

        assertEquals(EmailState.DRAFT, find(email).state());
    }

    @Test
    void aPlanThatCannotBeIsSentBackAsItWasTyped() {
        EmailId email = world.draft(world.own, "Spring", "Spring list");
        Map<Map<String, String>, String> wrong = Map.of(
                Map.of("when", "later", "date", "2020-01-01", "time", "09:30", "zone", "UTC"), "has passed",
                Map.of("when", "later", "date", "", "time", "09:30", "zone", "UTC"), "Give a day and a time",
                Map.of("when", "later", "date", tomorrow.toString(), "time", "09:30", "zone", "Mars/\"><b>"),
                        "time zone does not exist",
                Map.of("when", "now", "sampled", "yes", "size", "0", "wait", "60", "limit", "5"), "A sample has",
                Map.of("when", "now", "sampled", "yes", "size", "10", "wait", "x", "limit", "5"), "is judged after",
                Map.of("when", "now", "sampled", "yes", "size", "10", "wait", "60", "limit", "101"), "0 to 100");
        wrong.forEach((fields, problem) -> {
            HttpResponse<String> answer = submit(email, "send", fields);

            assertEquals(422, answer.statusCode(), problem);
            assertTrue(answer.body().contains(problem), problem);
            assertFalse(answer.body().contains("\"><b>"), problem);
            assertEquals(EmailState.DRAFT, find(email).state(), problem);
        });
    }

    private EmailId sampled() throws InterruptedException {
        EmailId email = world.draft(world.own, "Spring", "Spring list");
        location(submit(
                email, "send", Map.of("when", "now", "sampled", "yes", "size", "2", "wait", "60", "limit", "2.5")));
        assertEquals(
                Optional.of(new Sample(2, Duration.ofMinutes(60), 0.025)),
                find(email).plan().sample());
        world.await(() ->
                figures(email).selected() == 2 && find(email).plan().judgedAt().isPresent());
        return email;
    }

    @Test
    void aSampleThatBouncesStopsForReviewAndTheRestIsSentByHand() throws InterruptedException {
        EmailId email = sampled();
        assertTrue(mara.get(path(email, "performance")).body().contains("Sample under way"));
        world.bounced(world.own, email, "kim@dept.example", Reason.UNKNOWN_USER, "550 5.1.1 <script>x</script>");
        world.controls.tick();

        String page = mara.get(path(email, "performance")).body();
        assertTrue(page.contains("1 of 2 hard bounced (50%); 2.5% were allowed"), page);
        assertTrue(page.contains("group=HARD&amp;reason=UNKNOWN_USER"), page);
        assertTrue(mara.get("/a/" + world.own + "/emails").body().contains("Stopped for review"));

        location(submit(email, "rest", Map.of()));
        world.await(() -> {
            world.controls.tick();
            return figures(email).selected() == 3;
        });
    }

    @Test
    void aSampleUnderReviewIsCancelled() throws InterruptedException {
        EmailId email = sampled();
        world.bounced(world.own, email, "kim@dept.example", Reason.UNKNOWN_USER, "550 5.1.1 no");
        world.controls.tick();

        location(submit(email, "cancel", Map.of()));
        world.await(() -> {
            world.controls.tick();
            return find(email).state() == EmailState.SENT && figures(email).pending() == 0;
        });

        assertEquals(2, figures(email).notSent().get(NotSentReason.CANCELLED));
        assertTrue(mara.get(path(email, "performance")).body().contains("Cancelled"));
    }

    @Test
    void anEmailIsPausedAndResumed() throws InterruptedException {
        EmailId email = world.send(world.own, "Spring", "Spring list");

        location(submit(email, "pause", Map.of()));
        assertTrue(mara.get(path(email, "performance")).body().contains("Nothing of it goes out until"));
        assertTrue(mara.get("/a/" + world.own + "/emails").body().contains("Paused"));
        assertTrue(mara.get("/a/" + world.own + "/queue").body().contains("The email is paused"));

        location(submit(email, "resume", Map.of()));
        assertTrue(mara.get(path(email, "performance")).body().contains("On its way"));
        assertTrue(location(submit(email, "resume", Map.of())).endsWith("/performance"));
    }

    @Test
    void cancellingAsksFirstAndSaysWhatHappensToWhom() throws InterruptedException {
        EmailId email = world.send(world.own, "Spring", "Spring list");
        world.delivered(world.own, email, "kim@dept.example");
        world.deferred(world.own, email, "lee@dept.example", Reason.RECIPIENT_TEMPORARY, "451 later");

        String question = mara.get(path(email, "cancel")).body();
        assertTrue(question.contains("Delivered: 1."), question);
        assertTrue(question.contains("Waiting: 2,"), question);
        assertEquals(Optional.empty(), find(email).plan().hold());

        location(submit(email, "cancel", Map.of()));
        world.controls.tick();

        assertEquals(0, figures(email).pending());
        assertEquals(
                AuditAction.EMAIL_CANCELLED,
                world.store
                        .auditLog()
                        .page(Optional.of(world.own), Optional.empty(), 1)
                        .getFirst()
                        .entry()
                        .action());
        assertEquals(303, mara.get(path(email, "cancel")).statusCode());
    }

    @Test
    void whatWaitsForItsNextAttemptIsTriedAtOnce() throws InterruptedException {
        EmailId email = world.send(world.own, "Spring", "Spring list");
        for (String address : List.of("kim@dept.example", "lee@dept.example", "pat@dept.example")) {
            world.deferred(world.own, email, address, Reason.RECIPIENT_TEMPORARY, "451 later");
        }
        String message =
                world.row(world.own, email, "kim@dept.example").message().toString();
        String panel = mara.get(path(email, "recipients?group=PENDING&show=" + message))
                .body();
        assertTrue(panel.contains("Why is this message waiting?"), panel);
        assertTrue(panel.contains("Refused for now; next attempt"), panel);

        assertTrue(location(submit(email, "retry", Map.of("message", message))).contains("show=" + message));
        assertEquals(1, dueNow());
        location(submit(email, "retry", Map.of()));
        assertEquals(3, dueNow());
    }

    private long dueNow() {
        return world.store.waiting().pending(Optional.of(world.own), world.clock.instant(), 10).stream()
                .mapToLong(pending -> pending.due())
                .sum();
    }

    @Test
    void nobodyOfAnotherAccountControlsAnything() throws InterruptedException {
        EmailId email = world.send(world.own, "Spring", "Spring list");
        Browser theo = new Browser(world.port()).signIn("theo", PagesWorld.PASSWORD);
        theo.get("/a/" + world.foreign + "/emails");
        for (String change : List.of("pause", "resume", "rest", "cancel", "retry", "unschedule", "send")) {
            assertEquals(404, theo.submit(path(email, change), Map.of()).statusCode(), change);
            String elsewhere = path(email, change).replace("/a/" + world.own + "/", "/a/" + world.foreign + "/");
            assertEquals(404, theo.submit(elsewhere, Map.of()).statusCode(), elsewhere);
        }
        assertEquals(Optional.empty(), find(email).plan().hold());
        theo.close();
    }
}
