package dev.rebound.server.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Hold;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.server.Chromium;
import dev.rebound.server.PagesWorld;
import dev.rebound.server.unsubscribe.UnsubscribePages;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/**
 * What a marketer and an operator do beside the main path, in a real browser and in both languages: steer an email, look at what
 * waits, explain a reply, attach a file, unsubscribe. Mail is hostile wherever it is shown.
 */
@Tag("browser")
class ControlPathIT {

    private static final String HOSTILE = "451 4.7.1 <img src=x onerror=alert(1)> \u202e\"><script>alert(2)</script>";
    private final LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static PagesWorld world;

    @SuppressWarnings("NullAway.Init")
    private static Chromium browser;

    @BeforeAll
    static void signIn() {
        Assumptions.assumeTrue(Chromium.isInstalled(), "needs the Debian packages chromium and chromium-driver");
        world = new PagesWorld(folder.resolve("data"));
        world.contacts(world.own, "kim@dept.example", "lee@dept.example", "pat@dept.example");
        browser = new Chromium(folder.resolve("profile"), world.port());
        browser.open("/sign-in", "en");
        browser.type("login", "olga");
        browser.type("password", PagesWorld.PASSWORD);
        browser.follow("main form button");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            world.close();
        }
    }

    private static String path(EmailId email, String page) {
        return "/a/" + world.own + "/emails/" + email + "/" + page;
    }

    private static MarketingEmail find(EmailId email) {
        return world.store.emails().find(world.own, email).orElseThrow();
    }

    private static EmailFigures figures(EmailId email) {
        return world.store.emails().figures(world.own, email);
    }

    /** Nothing that came in a mail has become markup, run, or worn a disguise; and nothing else went wrong. */
    private static void assertHarmless() {
        assertFalse(browser.has("main img[src=x]"));
        assertTrue(browser.text("main").contains("U+202E"), () -> browser.text("main"));
        assertEquals(List.of(), browser.complaints());
    }

    @ParameterizedTest
    @CsvSource({"en, Unknown user", "zh-CN, 未知用户"})
    void theWorkbenchExplainsAReply(String language, String reason) {
        browser.open("/rules/workbench", language);
        browser.type("text", "550 5.1.1 <kim@dept.example>: User unknown <img src=x onerror=alert(1)>");
        browser.follow("main form button.button-primary");

        assertTrue(browser.text("main").contains(reason), () -> browser.text("main"));
        assertFalse(browser.has("main img[src=x]"));
        assertEquals(List.of(), browser.complaints());
    }

    @ParameterizedTest
    @CsvSource({"en, Will be sent on, has passed", "zh-CN, 将于, 该时间已过"})
    void anEmailIsScheduledChangedAndWithdrawn(String language, String shown, String refused) {
        EmailId email = world.draft(world.own, "<b>Spring</b> " + language, "Spring list");
        browser.open(path(email, "send"), language);
        browser.await("input[name=when][value=later]").click();
        browser.set("date", "2020-01-01");
        browser.set("time", "09:30");
        browser.type("zone", "Asia/Shanghai");
        browser.follow("form[action$='/send'] button.button-primary");
        assertTrue(browser.text(".alert-error").contains(refused), () -> browser.text("main"));
        assertEquals("Asia/Shanghai", browser.await("[name=zone]").getDomProperty("value"));

        browser.set("date", tomorrow.toString());
        browser.follow("form[action$='/send'] button.button-primary");
        assertTrue(browser.text(".control-when").contains(shown), () -> browser.text("main"));
        assertEquals(
                Optional.of(tomorrow.atTime(1, 30).toInstant(ZoneOffset.UTC)),
                find(email).plan().startsAt());

        browser.set("time", "10:30");
        browser.type("zone", "UTC");
        browser.follow("form[action$='/send'] button.button-primary");
        assertEquals(
                Optional.of(tomorrow.atTime(10, 30).toInstant(ZoneOffset.UTC)),
                find(email).plan().startsAt());

        browser.follow("form[action$='/unschedule'] button");
        browser.awaitUrl(".*/edit$");
        assertEquals(EmailState.DRAFT, find(email).state());
        assertTrue(
                browser.complaints().stream().allMatch(line -> line.contains("status of 422")),
                "only the refused form is complained about");
    }

    @ParameterizedTest
    @CsvSource({"en, Stopped after its sample, 1 of 2 hard bounced", "zh-CN, 抽样后已停止, 2 封中有 1 封硬退信"})
    void aBadSampleIsSeenToStopAndTheRestIsSentByHand(String language, String stage, String words)
            throws InterruptedException {
        EmailId email = world.draft(world.own, "Sampled " + language, "Spring list");
        browser.open(path(email, "send"), language);
        browser.await("input[name=sampled]").click();
        browser.type("size", "2");
        browser.type("limit", "2.5");
        browser.follow("form[action$='/send'] button.button-primary");
        browser.awaitUrl(".*/performance$");
        world.await(() ->
                figures(email).sent() == 2 && find(email).plan().judgedAt().isPresent());

        String first = world.store
                .recipients()
                .page(world.own, email, RecipientFilter.everybody(), Optional.empty(), 1)
                .getFirst()
                .address()
                .text();
        world.bounced(world.own, email, first, Reason.MAILBOX_FULL, HOSTILE.replace("451", "552"));
        world.controls.tick();

        browser.awaitText("#control-title", stage);
        assertTrue(browser.text(".control").contains(words), () -> browser.text(".control"));
        assertTrue(browser.has(".control-reasons a[href*='reason=MAILBOX_FULL']"));
        browser.open(path(
                email,
                "recipients?group=HARD&show="
                        + world.row(world.own, email, first).message()));
        assertHarmless();
        browser.open(path(email, "performance"));
        browser.follow("form[action$='/rest'] button");
        assertEquals(Optional.empty(), find(email).plan().hold());
        unbounce(first);
    }

    /** The next test begins with three addresses that may be sent to. */
    private static void unbounce(String address) {
        new Unbouncing(world.store.ledger(), world.store.auditLog(), world.clock)
                .unbounce(world.own, EmailAddress.parse(address).orElseThrow().key(), "olga", "the test is over");
    }

    @ParameterizedTest
    @CsvSource({"en, Paused, Cancel this email?", "zh-CN, 已暂停, 确认取消发送？"})
    void anEmailIsPausedResumedAndCancelledByKeyboard(String language, String paused, String question)
            throws InterruptedException {
        EmailId email = world.send(world.own, "Paused " + language, "Spring list");
        browser.open(path(email, "performance"), language);

        browser.await("form[action$='/pause'] button").sendKeys(Keys.ENTER);
        browser.awaitText("#control-title", paused);
        assertEquals(Optional.of(Hold.PAUSED), find(email).plan().hold());
        browser.open("/a/" + world.own + "/emails");
        assertTrue(browser.text("main").contains(paused));

        browser.open(path(email, "performance"));
        browser.await("form[action$='/resume'] button").sendKeys(Keys.ENTER);
        browser.await("form[action$='/pause'] button");
        assertEquals(Optional.empty(), find(email).plan().hold());

        browser.await(".control a[href$='/cancel']").sendKeys(Keys.ENTER);
        browser.awaitText("main h1", question);
        assertEquals(Optional.empty(), find(email).plan().hold());
        browser.await("main form[action$='/cancel'] button").sendKeys(Keys.ENTER);
        browser.awaitUrl(".*/performance$");
        assertEquals(Optional.of(Hold.CANCELLED), find(email).plan().hold());
    }

    @ParameterizedTest
    @CsvSource({"en", "zh-CN"})
    void figuresMoveWhileOneLooks(String language) throws InterruptedException {
        EmailId email = world.send(world.own, "Live " + language, "Spring list");
        browser.open(path(email, "performance"), language);
        String delivered = ".figures-wide .tone-good";
        assertTrue(browser.text(delivered).startsWith("0"), () -> browser.text(delivered));

        world.delivered(world.own, email, "lee@dept.example");

        browser.awaitText(delivered, "1");
        assertEquals(List.of(), browser.complaints());
    }

    @ParameterizedTest
    @CsvSource({"en, Waiting queue, Refused for now", "zh-CN, 等待队列, 暂时被拒"})
    void theQueueSaysWhatWaitsAndTriesItNow(String language, String title, String why) throws InterruptedException {
        EmailId email = world.send(world.own, "Queued " + language, "Spring list");
        for (String address : List.of("lee@dept.example", "pat@dept.example")) {
            world.deferred(world.own, email, address, Reason.RECIPIENT_TEMPORARY, HOSTILE);
        }
        browser.open("/a/" + world.own + "/queue", language);
        assertEquals(title, browser.text(".tabs [aria-current]"));
        assertTrue(browser.text(".queue").contains(why), () -> browser.text(".queue"));
        assertHarmless();

        browser.follow(".queue-words");
        assertTrue(browser.text("#panel").contains(why), () -> browser.text("#panel"));
        assertHarmless();
        browser.open("/operator/queue", language);
        assertTrue(browser.text(".queue").contains("dept.example"));
        browser.follow(".queue form[action$='/retry'] button");
        browser.await(".toast");
        assertFalse(browser.text(".queue").contains(why), () -> browser.text(".queue"));
    }

    @ParameterizedTest
    @CsvSource({"en", "zh-CN"})
    void theQuarantineShowsHostileMailHarmless(String language) {
        byte[] content = (language + HOSTILE).getBytes(StandardCharsets.UTF_8);
        ReturnedMail mail = new ReturnedMail(
                "\"><script>alert(3)</script>@x.example",
                List.of("b+x@bounce.example"),
                content,
                "192.0.2.1",
                world.clock.instant());
        world.store
                .quarantine()
                .keep(mail, QuarantineReason.NO_TOKEN, EvidenceGrade.UNPROVEN)
                .join();
        browser.open("/operator/quarantine", language);
        browser.type("search", "192.0.2");
        browser.follow("form[role=search] button");
        assertTrue(browser.text("main").contains("<script>alert(3)</script>"), () -> browser.text("main"));
        browser.follow(".table tbody th a");
        assertHarmless();
    }

    @ParameterizedTest
    @CsvSource({"en", "zh-CN"})
    void theWarmUpIsShown(String language) {
        browser.open("/operator/warm-up", language);

        assertTrue(browser.text("main").contains(PagesWorld.NEW_ADDRESS));
        assertEquals(List.of(), browser.complaints());
    }

    @ParameterizedTest
    @CsvSource({"en", "zh-CN"})
    void aFileIsAttachedAndTakenOff(String language) throws IOException {
        EmailId email = world.draft(world.own, "Files " + language, "Spring list");
        Path file = Files.writeString(folder.resolve("prices " + language + ".txt"), "Lantern: 12");
        browser.open(path(email, "files"), language);
        browser.driver().findElement(By.name("file")).sendKeys(file.toString());
        browser.follow("form[enctype] button.button-primary");
        assertTrue(browser.text(".table").contains("prices " + language + ".txt"));
        assertEquals(1, world.store.emailFiles().list(world.own, email).size());

        browser.follow("form[action$='/remove'] button");
        assertEquals(List.of(), world.store.emailFiles().list(world.own, email));
    }

    @ParameterizedTest
    @CsvSource({"en", "zh-CN"})
    void aRecipientUnsubscribesByTheirLinkAndComesBack(String language) {
        String address = "uma-" + language.toLowerCase(Locale.ROOT) + "@dept.example";
        world.contacts(world.foreign, address);
        browser.open(unsubscribeLink(address), language);
        assertFalse(isUnsubscribed(address));

        browser.follow("main form button.button-primary");
        assertTrue(isUnsubscribed(address));

        browser.follow("main form button[name=again]");
        assertFalse(isUnsubscribed(address));
        assertEquals(List.of(), browser.complaints());
    }

    private static String unsubscribeLink(String address) {
        String token = world.unsubscribing.token(world.foreign, contact(address).id());
        return UnsubscribePages.link(URI.create("http://mail.example"), token).getPath();
    }

    private static boolean isUnsubscribed(String address) {
        return contact(address).unsubscribedAt().isPresent();
    }

    private static Contact contact(String address) {
        return world.store
                .contacts()
                .findByAddress(
                        world.foreign, EmailAddress.parse(address).orElseThrow().key())
                .orElseThrow()
                .contact();
    }
}
