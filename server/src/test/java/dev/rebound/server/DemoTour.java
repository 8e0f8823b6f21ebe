package dev.rebound.server;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Selection;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.demo.Demo;
import dev.rebound.server.demo.DemoOptions;
import dev.rebound.server.session.Passwords;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The pages of the demo once its story has been told, with what the story leaves out done by {@link BusyAccount}. They are served
 * once more beside the demo's own: without the bar of a rehearsal, and with mail servers that are not there, so that an inbox can
 * be connected.
 */
final class DemoTour implements AutoCloseable {

    private static final Duration PAST = Duration.ofHours(90);
    private static final Duration CATCH_UP = Duration.ofSeconds(40);
    private static final Duration LOOK_PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Somebody who has not signed in yet and has to choose a password first; with the demo's password. */
    static final String NEWCOMER = "nora";

    /** Emails that the story sends in all. */
    private static final int EMAILS = 5;

    private final Demo demo;
    private final WebServer server;
    private final PageTour tour;

    /** Starts the demo in an empty folder and waits until its story has been told. */
    DemoTour(Path folder) {
        demo = Demo.start(new DemoOptions(folder, true, 0, 0, PAST, CATCH_UP));
        Ports told = demo.ports();
        await(() -> sent(told) == EMAILS && !told.guarding().open().isEmpty());
        Ports ports = withoutServers(told);
        server = WebServer.start(
                Configuration.read(Optional.empty(), Map.of("REBOUND_HTTP_PORT", "0", "REBOUND_HTTP_TIME_ZONE", "UTC"))
                        .web(),
                ports);
        AccountId account = ports.accounts().all().getFirst().id();
        Map<String, String> holes = holes(ports, account);
        try (Browser browser = new Browser(server.port()).signIn(Demo.LOGIN, Demo.PASSWORD)) {
            holes.putAll(new BusyAccount(ports, account, browser, browser).work());
            doubt(ports, account, browser);
        }
        ports.entry()
                .people()
                .create(new NewPerson(
                        NEWCOMER,
                        "Nora Winter",
                        new Passwords().hash(Demo.PASSWORD),
                        false,
                        true,
                        List.of(new Membership(account, Role.MARKETER))));
        tour = new PageTour(server.routes(), holes);
    }

    /** Somebody says that a verdict was wrong, and somebody whose address bounced unsubscribes, so it may have been. */
    private static void doubt(Ports ports, AccountId account, Browser browser) {
        EmailId email = first(ports, account);
        RecipientRow row = bounced(ports, account, email).getLast();
        browser.submit(
                "/a/" + account + "/emails/" + email + "/recipients/" + row.message() + "/opinion",
                Map.of("opinion", "WRONG"));
        browser.submit(
                "/unsubscribe/"
                        + ports.unsubscribing().token(account, row.contact().orElseThrow()),
                Map.of());
    }

    private static EmailId first(Ports ports, AccountId account) {
        return ports.emails().page(account, Optional.empty(), 100).stream()
                .map(MarketingEmail::id)
                .min(Comparator.comparingLong(EmailId::value))
                .orElseThrow();
    }

    private static List<RecipientRow> bounced(Ports ports, AccountId account, EmailId email) {
        return ports.recipients()
                .page(
                        account,
                        email,
                        new RecipientFilter(RecipientFilter.Group.HARD, Optional.empty(), Optional.empty(), ""),
                        Optional.empty(),
                        10);
    }

    private static long sent(Ports ports) {
        return ports.accounts().all().stream()
                .flatMap(account -> ports.emails().page(account.id(), Optional.empty(), 100).stream())
                .filter(email -> email.state() == EmailState.SENT)
                .count();
    }

    private static void await(BooleanSupplier condition) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("the demo's story was not told within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_PAUSE.toNanos());
        }
    }

    private static Ports withoutServers(Ports ports) {
        return new Ports(
                ports.accounts(),
                ports.entry(),
                ports.contacts(),
                ports.emails(),
                ports.emailFiles(),
                ports.recipients(),
                ports.submissions(),
                ports.suppressions(),
                ports.audit(),
                ports.quarantine(),
                ports.quarantineKeptFor(),
                ports.ledger(),
                ports.outgoing(),
                ports.unbouncing(),
                ports.policies(),
                ports.guarding(),
                ports.bulks(),
                ports.reclassifying(),
                ports.unsubscribing(),
                ports.clock(),
                ports.rules(),
                ports.classifier(),
                ports.webhooks(),
                LoopbackMail.insteadOf(ports),
                ports.providers(),
                ports.figures(),
                ports.refused(),
                ports.nodes(),
                ports.sender(),
                ports.keptAnswers(),
                ports.importFolder(),
                Optional.empty());
    }

    private static Map<String, String> holes(Ports ports, AccountId account) {
        List<MarketingEmail> emails = ports.emails().page(account, Optional.empty(), 100);
        EmailId first = first(ports, account);
        List<RecipientRow> bounced = bounced(ports, account, first);
        RecipientRow row = bounced.getFirst();
        Map<String, String> holes = new HashMap<>();
        holes.put("email", first.toString());
        holes.put("moving", emails.getFirst().id().toString());
        holes.put("draft", draft(ports, account).toString());
        holes.put("message", row.message().toString());
        holes.put("contact", row.contact().orElseThrow().toString());
        holes.put("address", row.address().text());
        holes.put("other", bounced.getLast().address().text());
        holes.put("circuit", ports.guarding().open().getFirst().id().toString());
        return holes;
    }

    private static EmailId draft(Ports ports, AccountId account) {
        EmailContent content = new EmailContent(
                "Autumn bulbs",
                "Plant now, be glad in spring",
                "Fernhill Garden Supply",
                EmailAddress.parse("news@fernhill.example").orElseThrow(),
                "Hello {{firstname|there}},\n\nthe bulbs are in: https://fernhill.example/bulbs\n",
                "<h1>The bulbs are in</h1><p>Hello {{firstname|there}}, plant now, be glad in spring.</p>"
                        + "<p><a href=\"https://fernhill.example/bulbs\">See the bulbs</a></p>");
        return ports.outgoing()
                .sending()
                .create(account, new EmailDraft(content, new Selection.Everybody()), Demo.LOGIN);
    }

    int port() {
        return server.port();
    }

    PageTour tour() {
        return tour;
    }

    @Override
    public void close() {
        server.close();
        demo.close();
    }
}
