package dev.rebound.server;

import dev.rebound.classify.own.RulesFolder;
import dev.rebound.classify.own.RulesInForce;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.UnsubscribeSigner;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.contact.Unsubscribing;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.control.WaitingQueue;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.email.Sending;
import dev.rebound.engine.guard.Guarding;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.policy.PolicyChanges;
import dev.rebound.engine.reclassify.Reclassifying;
import dev.rebound.engine.sharing.NumberStanding;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.engine.warmup.WarmUp;
import dev.rebound.engine.warmup.WarmUpPlan;
import dev.rebound.engine.warmup.WarmUpSchedule;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.WebSettings;
import dev.rebound.server.node.NodeFeature;
import dev.rebound.server.recipient.RuleNotes;
import dev.rebound.server.suppression.SenderFacts;
import dev.rebound.store.FreshFolder;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The pages over a real store in a folder, with two accounts and what tests send and let bounce. No
 * mail is sent: what servers answered is told to the ledger directly.
 */
public final class PagesWorld implements AutoCloseable {

    public static final String PASSWORD = "a long enough password";
    /** An address that is being warmed up, on its second day. */
    public static final String NEW_ADDRESS = "192.0.2.7";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final Store store;
    public final WorldClock clock = WorldClock.system();
    public final Sending sending;
    public final Controls controls;
    public final RulesInForce rules;
    public final Unsubscribing unsubscribing;
    public final AccountId own;
    public final AccountId foreign;
    /** Of this process. */
    public final LentLease lease = new LentLease();

    /** With other installations. */
    public Optional<NumberStanding> sharing = Optional.empty();

    private final Ports ports;
    private final WebServer server;

    /** Opens it in an empty folder. */
    public PagesWorld(Path folder) {
        store = Store.open(FreshFolder.at(folder), StoreSettings.standard());
        sending = new Sending(store.emails(), store.contacts(), store.auditLog(), clock, email -> {});
        controls = new Controls(
                new Controls.Parts(store.controls(), store.emails(), sending, store.auditLog(), clock),
                Controls.Delivery.NONE);
        rules = RulesInForce.with(new RulesFolder(folder.resolve("rules")), clock);
        UnsubscribeSigner signer = new UnsubscribeSigner(List.of(new byte[16]));
        unsubscribing = new Unsubscribing(signer, store.contacts(), store.auditLog(), clock);
        own = store.accounts().create("Lantern Books", clock.instant());
        foreign = store.accounts().create("Harbour Tea", clock.instant());
        String hash = CheapHash.of(PASSWORD);
        person("mara", "Mara Lind", hash, List.of(new Membership(own, Role.OWNER)));
        person("theo", "Theo Park", hash, List.of(new Membership(foreign, Role.OWNER)));
        for (Role role : Role.values()) {
            person(loginOf(role), "Somebody", hash, List.of(new Membership(own, role)));
        }
        store.people().create(new NewPerson("olga", "Olga Stein", hash, true, false, List.of()));
        ports = ports(folder);
        server = WebServer.start(settings(), ports);
    }

    private void person(String login, String name, String hash, List<Membership> memberships) {
        store.people().create(new NewPerson(login, name, hash, false, false, memberships));
    }

    private static String loginOf(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A browser signed in as somebody who has this role in the own account. */
    public Browser somebodyWho(Role role) {
        return new Browser(port()).signIn(loginOf(role), PASSWORD);
    }

    private static WebSettings settings() {
        return Configuration.read(Optional.empty(), Map.of("REBOUND_HTTP_PORT", "0", "REBOUND_HTTP_TIME_ZONE", "UTC"))
                .web();
    }

    private Ports ports(Path folder) {
        RuleNotes notes = rule -> rule.value().equals("test-unknown-user")
                ? Optional.of(new RuleNotes.RuleNote("The account does not exist, or was disabled.", "RFC 3463"))
                : Optional.empty();
        return new Ports(
                store.accounts(),
                new Ports.Entry(store.people(), store.sessions(), store.apiKeys()),
                store.contacts(),
                store.emails(),
                store.emailFiles(),
                store.recipients(),
                store.submissions(),
                store.suppressions(),
                store.auditLog(),
                store.quarantine(),
                Duration.ofDays(30),
                store.ledger(),
                outgoing(),
                new Unbouncing(store.ledger(), store.auditLog(), clock),
                new PolicyChanges(store.policies(), store.auditLog(), clock),
                new Guarding(
                        store.circuits(), store.policies()::current, GuardSettings.standard(), store.auditLog(), clock),
                new BulkChanges(store.bulks(), store.suppressions(), store.auditLog(), clock),
                new Reclassifying(
                        new Reclassifying.Parts(
                                store.reclassifications(),
                                store.policies(),
                                store.auditLog(),
                                () -> new Reclassifying.Rules(rules.state().version(), rules::classify),
                                clock),
                        Runnable::run),
                unsubscribing,
                clock,
                notes,
                rules,
                LoopbackCalls.over(store.webhooks(), clock),
                LoopbackMail.over(store, clock),
                LoopbackCalls.providers(store, clock),
                store.figures(),
                RefusingDesk.counted(clock),
                new NodeFeature.Parts(Optional.of(store.nodes()), lease, () -> sharing),
                new SenderFacts("mail.sender.example", "bounces.sender.example", List.of("192.0.2.7")),
                store.keptAnswers(),
                folder.resolve("imports"),
                Optional.empty());
    }

    private Ports.Outgoing outgoing() {
        WarmUpSchedule schedule =
                new WarmUpSchedule(Map.of("*", List.of(50, 100, 200, 400), "google.com", List.of(500, 1_000, 2_000)));
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        WarmUpPlan plan = new WarmUpPlan(Map.of(NEW_ADDRESS, yesterday), schedule, ZoneOffset.UTC, false);
        return new Ports.Outgoing(
                sending,
                controls,
                new WaitingQueue(store.waiting(), clock, Controls.Delivery.NONE),
                new WarmUp(plan, store.warmUpCounts(), clock),
                WrittenDns.check(),
                LoopbackMail.tests(store, clock),
                true);
    }

    public int port() {
        return server.port();
    }

    /** What the pages work with. */
    public Ports ports() {
        return ports;
    }

    public WebServer server() {
        return server;
    }

    /** A browser signed in as an operator. */
    public Browser olga() {
        return new Browser(port()).signIn("olga", PASSWORD);
    }

    /** A browser signed in as somebody of the own account. */
    public Browser mara() {
        return new Browser(port()).signIn("mara", PASSWORD);
    }

    /** Adds contacts. */
    public void contacts(AccountId account, String... addresses) {
        store.contacts()
                .save(
                        account,
                        Arrays.stream(addresses)
                                .map(a -> new NewContact(EmailAddress.parse(a).orElseThrow(), "", ""))
                                .toList(),
                        clock.instant());
    }

    /** Writes an email to everybody of the account. */
    public EmailId draft(AccountId account, String name, String subject) {
        EmailContent content = new EmailContent(
                name,
                subject,
                "Lantern Books",
                EmailAddress.parse("news@lantern.example").orElseThrow(),
                "Good morning,\nour autumn list is out.",
                "<h1>Autumn</h1><p>Our autumn list is out.</p>");
        return sending.create(account, new EmailDraft(content, new Selection.Everybody()), "mara");
    }

    /** Waits until something holds. */
    public void await(BooleanSupplier condition) throws InterruptedException {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("what was waited for did not happen");
            }
            clock.awaitUntil(clock.instant().plusMillis(10));
        }
    }

    /** Sends an email to everybody of the account and waits until all are accepted. */
    public EmailId send(AccountId account, String name, String subject) throws InterruptedException {
        EmailId id = draft(account, name, subject);
        if (!sending.send(account, id, "mara").isEmpty()) {
            throw new IllegalStateException("the email could not be sent");
        }
        await(() -> store.emails().find(account, id).orElseThrow().state() == EmailState.SENT);
        return id;
    }

    /** The message of an email to an address. */
    public RecipientRow row(AccountId account, EmailId email, String address) {
        RecipientFilter filter =
                new RecipientFilter(RecipientFilter.Group.SELECTED, Optional.empty(), Optional.empty(), address);
        return store.recipients()
                .page(account, email, filter, Optional.empty(), 1)
                .getFirst();
    }

    /** The recipient's server took it. */
    public void delivered(AccountId account, EmailId email, String address) {
        RecipientRow row = row(account, email, address);
        Evidence evidence = evidence("250 2.0.0 Ok: queued", Optional.empty(), row);
        store.ledger()
                .record(
                        row.address().key(),
                        new Observation.Taken(row.message(), clock.instant(), evidence.id()),
                        Optional.of(evidence))
                .join();
    }

    /** The recipient's server refused it for good with these words. */
    public void bounced(
            AccountId account, EmailId email, String address, Reason reason, String words, String... matched) {
        bounced(account, email, address, verdict(reason, List.of(matched)), words, Optional.empty());
    }

    /** A report came back. */
    public void reported(AccountId account, EmailId email, String address, Reason reason, String words, String report) {
        bounced(
                account,
                email,
                address,
                verdict(reason, List.of()),
                words,
                Optional.of(report.getBytes(StandardCharsets.UTF_8)));
    }

    private void bounced(
            AccountId account, EmailId email, String address, Verdict verdict, String words, Optional<byte[]> report) {
        RecipientRow row = row(account, email, address);
        Evidence evidence = evidence(words, report, row);
        store.ledger()
                .record(
                        row.address().key(),
                        new Observation.PermanentFailure(row.message(), clock.instant(), evidence.id(), verdict),
                        Optional.of(evidence))
                .join();
    }

    /** The recipient's server asked to come back later. */
    public void deferred(AccountId account, EmailId email, String address, Reason reason, String words) {
        RecipientRow row = row(account, email, address);
        Evidence evidence = evidence(words, Optional.empty(), row);
        Instant now = clock.instant();
        store.ledger()
                .record(
                        row.address().key(),
                        new Observation.TemporaryFailure(
                                row.message(),
                                now,
                                evidence.id(),
                                verdict(reason, List.of()).pending(),
                                now.plus(Duration.ofMinutes(5))),
                        Optional.of(evidence))
                .join();
    }

    private static Verdict verdict(Reason reason, List<String> matched) {
        String rule = "test-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
        BounceType type = reason.finalType();
        return new Verdict(
                type,
                reason,
                reason == Reason.UNKNOWN_USER ? Fault.RECIPIENT : Fault.UNKNOWN,
                Confidence.HIGH,
                new RuleId(rule),
                "1",
                matched,
                Optional.empty());
    }

    private Evidence evidence(String words, Optional<byte[]> report, RecipientRow row) {
        return new Evidence(
                EvidenceId.of(words, row.message().toString(), Integer.toString(row.attempts())),
                report.isPresent() ? EvidenceSource.NDR : EvidenceSource.SMTP_REPLY,
                clock.instant(),
                Diagnostic.ofText(words),
                report);
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
