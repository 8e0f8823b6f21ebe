package dev.rebound.server;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.UnsubscribeSigner;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.ApiKeys.NewKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.bulk.BulkKind;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.contact.Unsubscribing;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.control.WaitingQueue;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.email.Sending;
import dev.rebound.engine.guard.Guarding;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.policy.PolicyChanges;
import dev.rebound.engine.reclassify.Reclassifying;
import dev.rebound.engine.sharing.Claim;
import dev.rebound.engine.sharing.NumberStanding;
import dev.rebound.engine.submission.SubmittedMail;
import dev.rebound.engine.submission.Submitter;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.engine.time.RehearsalClock;
import dev.rebound.engine.warmup.WarmUp;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.WebhookId;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.WebSettings;
import dev.rebound.server.node.NodeFeature;
import dev.rebound.server.session.SecretToken;
import dev.rebound.server.suppression.SenderFacts;
import dev.rebound.store.FreshFolder;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.store.database.PostgresAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The web server on a real store, with two accounts, people and keys, and no mail transport: what a mail
 * server would say is recorded by hand. Messages accepted stay queued.
 */
public final class Office implements AutoCloseable {

    public static final String PASSWORD = "correct horse";
    private static final RulesInForce RULES = RulesInForce.builtIn(InstantSource.system());
    private static final String HASH = CheapHash.of(PASSWORD);

    private final Store store;
    private final WebServer server;
    private final RehearsalClock clock = new RehearsalClock(Instant.now());
    private final AccountId own;
    private final AccountId foreign;

    /** One node, whose number among installations that share is another's. */
    private static NodeFeature.Parts nodes(Store store) {
        Claim other = new Claim(2, "theirs", Instant.EPOCH, Instant.EPOCH);
        return new NodeFeature.Parts(
                Optional.of(store.nodes()),
                Lease.SOLE,
                () -> Optional.of(new NumberStanding(2, "ours", NumberStanding.State.TAKEN, Optional.of(other))));
    }

    private Office(Path folder, Store opened) {
        store = opened;
        own = store.accounts().create("Own", clock.instant());
        foreign = store.accounts().create("Foreign", clock.instant());
        letPeopleIn();
        Sending sending = new Sending(store.emails(), store.contacts(), store.auditLog(), clock, email -> {});
        WebSettings settings = Configuration.read(Optional.empty(), Map.of("REBOUND_HTTP_PORT", "0"))
                .web();
        server = WebServer.start(
                settings,
                new Ports(
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
                        new Ports.Outgoing(
                                sending,
                                new Controls(
                                        new Controls.Parts(
                                                store.controls(), store.emails(), sending, store.auditLog(), clock),
                                        Controls.Delivery.NONE),
                                new WaitingQueue(store.waiting(), clock, Controls.Delivery.NONE),
                                WarmUp.NONE,
                                WrittenDns.check(),
                                LoopbackMail.tests(store, clock),
                                true),
                        new Unbouncing(store.ledger(), store.auditLog(), clock),
                        new PolicyChanges(store.policies(), store.auditLog(), clock),
                        guarding(),
                        new BulkChanges(store.bulks(), store.suppressions(), store.auditLog(), clock),
                        reclassifying(),
                        new Unsubscribing(
                                new UnsubscribeSigner(List.of(new byte[16])),
                                store.contacts(),
                                store.auditLog(),
                                clock),
                        clock,
                        rule -> Optional.empty(),
                        RULES,
                        LoopbackCalls.over(store.webhooks(), clock),
                        LoopbackMail.over(store, clock),
                        LoopbackCalls.providers(store, clock),
                        store.figures(),
                        RefusingDesk.counted(clock),
                        nodes(store),
                        new SenderFacts("mail.sender.example", "bounces.sender.example", List.of("192.0.2.7")),
                        store.keptAnswers(),
                        folder.resolve("imports"),
                        Optional.of(clock)));
    }

    private Reclassifying reclassifying() {
        return new Reclassifying(
                new Reclassifying.Parts(
                        store.reclassifications(),
                        store.policies(),
                        store.auditLog(),
                        () -> new Reclassifying.Rules(RULES.state().version(), RULES::classify),
                        clock),
                Runnable::run);
    }

    /** Opens it in an empty folder. */
    public static Office open(Path folder) {
        return new Office(folder, Store.open(FreshFolder.at(folder.resolve("data")), StoreSettings.standard()));
    }

    /** The same with a database on a server. */
    public static Office open(Path folder, PostgresAddress database) {
        return new Office(folder, Store.open(folder.resolve("data"), database, StoreSettings.standard()));
    }

    private Guarding guarding() {
        return new Guarding(
                store.circuits(), store.policies()::current, GuardSettings.standard(), store.auditLog(), clock);
    }

    private void letPeopleIn() {
        person("ann", "Ann", false, List.of(new Membership(own, Role.OWNER)));
        person("olga", "Olga", true, List.of());
        createKey(own, "own-key", KeyScope.wholeAccount());
        createKey(foreign, "foreign-key", KeyScope.wholeAccount());
        createKey(own, "operator-key", EnumSet.allOf(KeyScope.class));
    }

    private void person(String login, String name, boolean operator, List<Membership> memberships) {
        store.people().create(new NewPerson(login, name, HASH, operator, false, memberships));
    }

    /** A key of an account, named as its secret. */
    public ApiKey createKey(AccountId account, String secret, Set<KeyScope> scopes) {
        return store.apiKeys().create(new NewKey(account, secret, scopes, SecretToken.hashOf(secret), Instant.now()));
    }

    /** A bulk change that would unbounce these addresses. */
    public BulkId bulkChange(AccountId account, List<String> addresses) {
        BulkOrder order = new BulkOrder(account, BulkKind.UNBOUNCE, "somebody", "", Optional.empty());
        return new BulkChanges(store.bulks(), store.suppressions(), store.auditLog(), clock).choose(order, addresses);
    }

    /** A webhook of an account that is told of everything. */
    public WebhookId webhook(AccountId account, String url) {
        return store.webhooks()
                .create(account, URI.create(url), "secret", EnumSet.allOf(EventType.class), clock.instant());
    }

    public Store store() {
        return store;
    }

    public WebServer server() {
        return server;
    }

    public int port() {
        return server.port();
    }

    public AccountId own() {
        return own;
    }

    public AccountId foreign() {
        return foreign;
    }

    public RehearsalClock clock() {
        return clock;
    }

    /** A contact of an account. */
    public ContactId contact(AccountId account, String address, String firstName, String lastName) {
        EmailAddress email = EmailAddress.parse(address).orElseThrow();
        store.contacts().save(account, List.of(new NewContact(email, firstName, lastName)), clock.instant());
        return store.contacts()
                .findByAddress(account, email.key())
                .orElseThrow()
                .contact()
                .id();
    }

    /** A sent email to one contact; gives its message. */
    public MessageId send(AccountId account, ContactId contact, String emailName) {
        EmailContent content = new EmailContent(
                emailName,
                "Subject",
                "Sender",
                EmailAddress.parse("news@sender.example").orElseThrow(),
                "Text",
                "");
        EmailId email = store.emails()
                .create(
                        account,
                        new EmailDraft(content, new Selection.Chosen(List.of(contact))),
                        Optional.empty(),
                        clock.instant());
        store.emails().startSending(account, email, clock.instant());
        while (store.emails().acceptNext(email, 100, clock.instant()) > 0) {
            // Until all have been accepted.
        }
        return store.recipients()
                .page(account, email, RecipientFilter.everybody(), Optional.empty(), 1)
                .getFirst()
                .message();
    }

    /** Mail that a program of the own account handed over. */
    public void submitted(String recipient, String headerId) {
        EmailAddress address = EmailAddress.parse(recipient).orElseThrow();
        SubmittedMail mail = new SubmittedMail(
                EmailAddress.parse("shop@sender.example").orElseThrow(),
                "Order",
                headerId,
                Optional.empty(),
                SubmittedMail.Asks.NOTHING,
                new byte[] {'x'},
                List.of(address));
        store.submissions()
                .accept(new Submitter(own, "shop"), mail, "SMTP 2026-03-01", clock.instant())
                .join();
    }

    /** What a server said for good about a message to the address. */
    public void refuse(AddressKey address, MessageId message, String reply) {
        Diagnostic said = Diagnostic.ofText(reply);
        Verdict verdict = RULES.classify(said);
        EvidenceId id = EvidenceId.of(reply, message.toString());
        store.ledger()
                .record(
                        address,
                        new Observation.PermanentFailure(message, clock.instant(), id, verdict),
                        Optional.of(
                                new Evidence(id, EvidenceSource.SMTP_REPLY, clock.instant(), said, Optional.empty())))
                .join();
    }

    /** An address that hard bounced in the account, with this reply. */
    public ContactId bounced(AccountId account, String address, String reply) {
        ContactId contact = contact(account, address, "", "");
        refuse(EmailAddress.parse(address).orElseThrow().key(), send(account, contact, "Newsletter"), reply);
        return contact;
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
