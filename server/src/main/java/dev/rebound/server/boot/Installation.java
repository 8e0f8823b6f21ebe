package dev.rebound.server.boot;

import dev.rebound.classify.own.RulesFolder;
import dev.rebound.classify.own.RulesInForce;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.core.token.UnsubscribeSigner;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.contact.ChangingProperties;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.Unsubscribing;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.control.Timekeeper;
import dev.rebound.engine.control.WaitingQueue;
import dev.rebound.engine.delivery.ContentSource;
import dev.rebound.engine.delivery.Dispatcher;
import dev.rebound.engine.delivery.MailTransport;
import dev.rebound.engine.delivery.ReturnPaths;
import dev.rebound.engine.email.Sending;
import dev.rebound.engine.guard.GuardKeeper;
import dev.rebound.engine.guard.Guarding;
import dev.rebound.engine.intake.RefusedReturns;
import dev.rebound.engine.intake.ReturnDesk;
import dev.rebound.engine.lane.Destinations;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.once.KeptAnswers;
import dev.rebound.engine.policy.PolicyChanges;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.reclassify.Reclassifying;
import dev.rebound.engine.submission.TestEmails;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.engine.time.RehearsalClock;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.engine.warmup.WarmUp;
import dev.rebound.engine.webhook.WebhookCaller;
import dev.rebound.engine.webhook.WebhookPublisher;
import dev.rebound.server.Ports;
import dev.rebound.server.WebServer;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.DeliverySettings;
import dev.rebound.server.config.IntakeSettings;
import dev.rebound.server.inbox.InboxFeature;
import dev.rebound.server.node.NodeFeature;
import dev.rebound.server.suppression.SenderFacts;
import dev.rebound.server.unsubscribe.UnsubscribePages;
import dev.rebound.server.webhook.WebhookBody;
import dev.rebound.server.webhook.WebhookFeature;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.transport.compose.TemplateComposer;
import dev.rebound.transport.dns.MxGroups;
import dev.rebound.transport.server.ReturnedMailServer;
import dev.rebound.transport.server.ServerLimits;
import dev.rebound.transport.server.SmtpServerSettings;
import dev.rebound.transport.server.SubmissionServer;
import dev.rebound.transport.smtp.SmtpClientParts;
import dev.rebound.transport.tls.ServerCertificate;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything of one Rebound, running in this process.
 *
 * <p>It starts from the inside out, in two steps: {@link #open} brings up what must never be missed, the
 * store and the server for returned mail; {@link #start} what acts, delivery and pages. A rehearsal
 * builds its sandbox internet in between. What was started is stopped in the opposite order, also if a
 * later step fails.
 */
public final class Installation implements AutoCloseable {

    /** Folder inside the data folder for files of contacts under way. */
    private static final String IMPORTS = "imports";

    /** Answers of calls forgotten at once; what is more waits an hour. */
    private static final int ANSWERS_FORGOTTEN_MAX = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    private final Configuration configuration;
    private final WorldClock clock;
    private final Optional<RehearsalClock> rehearsal;
    private final RunningParts running = new RunningParts();
    private final Sharing sharing = new Sharing();
    private final Store store;
    private final ReturnPathSigner signer;
    private final PolicyChanges policies;
    private final Guarding guarding;
    private final BulkChanges bulks;
    private final Unsubscribing unsubscribing;
    private final RulesInForce rules;
    private final Lease lease;
    private final Reclassifying reclassifying;
    private final RefusedReturns returns;
    private final ReturnedMailServer intake;
    /** Where recipients reach the pages; known once these are open, and no message goes out before. */
    private volatile URI pages = URI.create("http://127.0.0.1");

    private Installation(
            Configuration configuration, Function<Store, WorldClock> clocks, Optional<RehearsalClock> rehearsal) {
        this.configuration = configuration;
        this.rehearsal = rehearsal;
        this.store = running.keep(openStore(configuration));
        try {
            this.clock = clocks.apply(store);
            List<byte[]> keys = List.of(store.key());
            this.signer = new ReturnPathSigner(keys);
            this.unsubscribing =
                    new Unsubscribing(new UnsubscribeSigner(keys), store.contacts(), store.auditLog(), clock);
            this.policies = new PolicyChanges(store.policies(), store.auditLog(), clock);
            this.guarding = new Guarding(
                    store.circuits(), store.policies()::current, configuration.guard(), store.auditLog(), clock);
            this.bulks = new BulkChanges(store.bulks(), store.suppressions(), store.auditLog(), clock);
            this.rules = RulesInForce.with(new RulesFolder(configuration.rulesFolder()), clock);
            running.keep(RulesWatch.start(rules));
            this.lease = Fellowship.join(store, configuration, rules, running);
            this.reclassifying = new Reclassifying(
                    new Reclassifying.Parts(
                            store.reclassifications(), store.policies(), store.auditLog(), this::rulesToJudgeBy, clock),
                    work -> Thread.ofVirtual().name("reclassify").start(work));
            this.returns = new RefusedReturns(returnDesk(), clock);
            this.intake = running.keep(startIntake());
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** Opens a real installation: the wall clock. */
    public static Installation open(Configuration configuration) {
        return new Installation(
                configuration,
                store -> WorldClock.system(store.ledger().lastEventAt().orElse(Instant.MIN)),
                Optional.empty());
    }

    /** Opens one that goes by another clock. */
    public static Installation open(Configuration configuration, WorldClock clock) {
        return new Installation(configuration, store -> clock, Optional.empty());
    }

    /** Opens one whose clock people may move. */
    public static Installation rehearse(Configuration configuration, RehearsalClock clock) {
        return new Installation(configuration, store -> clock, Optional.of(clock));
    }

    private static Store openStore(Configuration configuration) {
        StoreSettings settings = storeSettings(configuration);
        return configuration
                .database()
                .address()
                .map(database -> Store.open(configuration.dataFolder(), database, settings))
                .orElseGet(() -> Store.open(configuration.dataFolder(), settings));
    }

    private static StoreSettings storeSettings(Configuration configuration) {
        Rulebook rulebook = new Rulebook(
                Policy.standard(),
                configuration.global(),
                configuration.delivery().tryFor());
        return new StoreSettings(account -> rulebook, StoreSettings.standard().readersMax(), configuration.guard());
    }

    private Reclassifying.Rules rulesToJudgeBy() {
        RulesInForce.State state = rules.state();
        return new Reclassifying.Rules(state.version(), state.classifier()::classify);
    }

    private ReturnDesk returnDesk() {
        IntakeSettings settings = configuration.intake();
        ReturnDesk.Parts parts = new ReturnDesk.Parts(
                store.ledger(), store.messageLookup(), store.quarantine(), signer, rules::classify);
        return new ReturnDesk(parts, settings.bounceDomain(), settings.believePlausible(), clock);
    }

    private ReturnedMailServer startIntake() {
        IntakeSettings settings = configuration.intake();
        SmtpServerSettings server = new SmtpServerSettings(
                new InetSocketAddress(settings.host(), settings.port()),
                "intake.port",
                settings.bounceDomain(),
                settings.tls().map(tls -> ServerCertificate.contextOf(tls.certificate(), tls.key())),
                ServerLimits.STANDARD.with(
                        settings.messageOctetsMax(), settings.connectionsMax(), settings.messagesPerMinuteMax()));
        return ReturnedMailServer.start(server, returns, clock);
    }

    /** Where returned mail is taken. */
    public InetSocketAddress intakeAddress() {
        return intake.address();
    }

    /** Starts delivery and pages; {@code delivery} is the configuration's, or a rehearsal's own. */
    public Running start(DeliverySettings delivery) {
        WarmUp warmUp = running.keep(
                new WarmUp(delivery.sending().warmUp().plan(configuration.web().zone()), store.warmUpCounts(), clock));
        Roads roads = roads(delivery, warmUp);
        Dispatcher dispatcher = running.keep(dispatcher(delivery, roads));
        Fellowship.takeOver(store, lease, dispatcher, clock).ifPresent(running::keep);
        Sending sending = new Sending(store.emails(), store.contacts(), store.auditLog(), clock, dispatcher::wake);
        Controls controls = new Controls(
                new Controls.Parts(store.controls(), store.emails(), sending, store.auditLog(), clock),
                dispatcher.steering());
        WaitingQueue waiting = new WaitingQueue(store.waiting(), clock, dispatcher.steering());
        WebhookCaller webhooks = new WebhookCaller(
                store.webhooks(), Network.calls(configuration), WebhookBody::of, clock, InstantSource.system());
        InboxFeature.Parts inboxes = ConnectedInboxes.start(
                new ConnectedInboxes.Surroundings(configuration, store, lease, running, this::unsubscribeLink),
                rules::classify,
                clock);
        Ports ports = ports(
                new Ports.Outgoing(
                        sending,
                        controls,
                        waiting,
                        warmUp,
                        DomainChecking.of(configuration, delivery),
                        new TestEmails(testParts(), clock, dispatcher::wake),
                        roads.rehearsable()),
                webhooks,
                inboxes);
        WebServer web = running.keep(WebServer.start(configuration.web(), ports));
        pages = configuration.web().addressOf(web.port());
        dispatcher.start();
        Optional<SubmissionServer> submission = new ProgramsDoor(configuration, store, clock)
                .open(dispatcher::wake)
                .map(running::keep);
        startKeepers(controls, webhooks);
        running.keep(Chores.ofSequences(
                () -> lease.holds(Duty.TIMERS),
                ConnectedInboxes.keeperOfSequences(store, inboxes.sending(), clock)::run));
        LOG.info(
                "Rebound runs httpPort={} intakePort={}",
                web.port(),
                intakeAddress().getPort());
        return new Running(
                ports,
                web.port(),
                intakeAddress().getPort(),
                submission.map(SubmissionServer::address).map(InetSocketAddress::getPort));
    }

    /** On which mail leaves, and whether some lead to a rehearsal. */
    private record Roads(MailTransport transport, Destinations groups, boolean rehearsable) {}

    private Roads roads(DeliverySettings delivery, WarmUp warmUp) {
        SmtpClientParts peers = Network.parts(delivery, warmUp);
        MailTransport smtp = running.keep(Network.transport(delivery, peers));
        Destinations groups = new MxGroups(peers.router());
        if (!RehearsalInternet.isThere(delivery)) {
            return new Roads(signed(smtp, delivery), groups, false);
        }
        RehearsalInternet invented = running.keep(RehearsalInternet.of(configuration, intakeAddress(), clock));
        return new Roads(signed(invented.before(smtp), delivery), invented.before(groups), true);
    }

    private MailTransport signed(MailTransport transport, DeliverySettings delivery) {
        return Sender.signing(transport, delivery.sending(), configuration.dataFolder(), clock);
    }

    private Dispatcher dispatcher(DeliverySettings delivery, Roads roads) {
        ReturnPaths returnPaths = new ReturnPaths(
                signer,
                configuration.intake().bounceDomain(),
                configuration.intake().returnPathValidFor());
        return new Dispatcher(
                new Dispatcher.Parts(
                        store.queue(),
                        store.ledger(),
                        store.messageLookup(),
                        store.journal(),
                        roads.transport(),
                        roads.groups(),
                        contents(returnPaths, delivery.smarthostProvider().provider()),
                        returnPaths,
                        rules::classify,
                        lease),
                Network.dispatching(delivery, lease),
                clock);
    }

    private TestEmails.Parts testParts() {
        return new TestEmails.Parts(
                store.emailFiles(),
                store.contacts(),
                store.submissions(),
                new TemplateComposer(),
                store.auditLog(),
                () -> UnsubscribePages.testLink(pages),
                () -> UUID.randomUUID().toString());
    }

    /** What goes on by itself, each by one of several nodes. */
    private void startKeepers(Controls controls, WebhookCaller webhooks) {
        running.keep(Timekeeper.start(controls, lease));
        running.keep(GuardKeeper.start(guarding, lease));
        running.keep(WebhookPublisher.start(store.webhooks(), webhooks, lease));
        sharing.start(configuration.sharing(), store, clock, lease, running);
        running.keep(Chores.forgetting(
                () -> lease.holds(Duty.HOUSEKEEPING),
                List.of(
                        Chores.retention(store, configuration, clock),
                        Chores.submissionRetention(store, configuration, clock),
                        this::forgetAnswers,
                        guarding::forget)));
        running.keep(Chores.goingOn(
                () -> lease.holds(Duty.UNFINISHED),
                List.of(
                        policies::finish,
                        bulks::finish,
                        reclassifying::finishAbandoned,
                        new ChangingProperties(store.contacts(), store.auditLog(), clock)::finish,
                        () -> ConnectedInboxes.endInterrupted(store, clock))));
    }

    private ContentSource contents(ReturnPaths returnPaths, Optional<Provider> relay) {
        MessageMarks marks = Providers.marks(relay, returnPaths);
        ContentSource emails = new EmailContents(
                new EmailContents.Parts(store.emails(), store.emailFiles(), returnPaths, new TemplateComposer(), marks),
                this::unsubscribeLink);
        ContentSource submitted = new SubmittedContents(store.submissions(), marks, this::unsubscribeLink);
        return message -> (message.contact().isPresent() ? emails : submitted).contentOf(message);
    }

    /**
     * What runs.
     *
     * @param ports what the pages work with
     * @param submissionPort where programs hand mail over, if they may
     */
    public record Running(Ports ports, int httpPort, int intakePort, Optional<Integer> submissionPort) {}

    private URI unsubscribeLink(AccountId account, ContactId contact) {
        return UnsubscribePages.link(pages, unsubscribing.token(account, contact));
    }

    private void forgetAnswers() {
        int forgotten =
                store.keptAnswers().forgetBefore(clock.instant().minus(KeptAnswers.KEPT_FOR), ANSWERS_FORGOTTEN_MAX);
        LOG.debug("Forgot answers of calls kept long enough answers={}", forgotten);
    }

    private Ports ports(Ports.Outgoing outgoing, WebhookCaller webhooks, InboxFeature.Parts inboxes) {
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
                configuration.intake().quarantineKeptFor(),
                store.ledger(),
                outgoing,
                new Unbouncing(store.ledger(), store.auditLog(), clock),
                policies,
                guarding,
                bulks,
                reclassifying,
                unsubscribing,
                clock,
                new RuleSetNotes(rules),
                rules,
                new WebhookFeature.Parts(
                        store.webhooks(), webhooks, configuration.webhooks().allowPrivateAddresses()),
                inboxes,
                Providers.parts(store, configuration, signer, rules::classify, clock),
                store.figures(),
                returns,
                new NodeFeature.Parts(
                        store.isShared() ? Optional.of(store.nodes()) : Optional.empty(), lease, sharing::standing),
                SenderFacts.of(configuration),
                store.keptAnswers(),
                configuration.dataFolder().resolve(IMPORTS),
                rehearsal);
    }

    @Override
    public void close() {
        running.close();
    }
}
