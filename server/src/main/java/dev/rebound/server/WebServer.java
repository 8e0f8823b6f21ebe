package dev.rebound.server;

import dev.rebound.engine.inbox.RecipientStanding;
import dev.rebound.engine.sequence.Enrolling;
import dev.rebound.server.account.AccountApi;
import dev.rebound.server.account.AccountPages;
import dev.rebound.server.account.KeyApi;
import dev.rebound.server.account.KeyDesk;
import dev.rebound.server.account.KeyPages;
import dev.rebound.server.api.ApiDocument;
import dev.rebound.server.bulk.BulkFeature;
import dev.rebound.server.classify.ClassifyApi;
import dev.rebound.server.config.WebSettings;
import dev.rebound.server.contact.ContactFeature;
import dev.rebound.server.control.ControlApi;
import dev.rebound.server.control.ControlPages;
import dev.rebound.server.control.QueueApi;
import dev.rebound.server.control.QueuePages;
import dev.rebound.server.deliverability.RateFeature;
import dev.rebound.server.design.DesignPages;
import dev.rebound.server.domain.SendingDomainFeature;
import dev.rebound.server.email.EmailApi;
import dev.rebound.server.email.EmailFileApi;
import dev.rebound.server.email.EmailFilePages;
import dev.rebound.server.email.EmailPages;
import dev.rebound.server.email.LeftOutFeature;
import dev.rebound.server.email.PreviewPages;
import dev.rebound.server.email.SendPages;
import dev.rebound.server.email.TestFeature;
import dev.rebound.server.guard.GuardFeature;
import dev.rebound.server.guard.HeldNotices;
import dev.rebound.server.help.HelpPages;
import dev.rebound.server.home.HomePages;
import dev.rebound.server.inbox.InboxFeature;
import dev.rebound.server.intake.IntakeFeature;
import dev.rebound.server.metrics.InboxFigures;
import dev.rebound.server.metrics.MetricsFeature;
import dev.rebound.server.node.NodeFeature;
import dev.rebound.server.onetoone.OneToOneFeature;
import dev.rebound.server.operator.OperatorFeature;
import dev.rebound.server.operator.QuarantinePages;
import dev.rebound.server.people.PeopleDesk;
import dev.rebound.server.people.PeopleFeature;
import dev.rebound.server.performance.PerformancePages;
import dev.rebound.server.policy.PolicyFeature;
import dev.rebound.server.provider.ProviderFeature;
import dev.rebound.server.recipient.DoubtApi;
import dev.rebound.server.recipient.DoubtPages;
import dev.rebound.server.recipient.RecipientActions;
import dev.rebound.server.recipient.RecipientApi;
import dev.rebound.server.recipient.RecipientExport;
import dev.rebound.server.recipient.RecipientPages;
import dev.rebound.server.rule.RuleFeature;
import dev.rebound.server.sequence.SequenceFeature;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.signin.SignInPages;
import dev.rebound.server.start.RehearsalDesk;
import dev.rebound.server.start.StartFeature;
import dev.rebound.server.submission.SubmissionFeature;
import dev.rebound.server.suppression.SuppressionFeature;
import dev.rebound.server.unsubscribe.UnsubscribePages;
import dev.rebound.server.warmup.WarmUpFeature;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.HttpFront;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Site;
import dev.rebound.server.webhook.WebhookFeature;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The pages and the REST API, running. */
public final class WebServer implements AutoCloseable {

    private final HttpFront front;

    private WebServer(HttpFront front) {
        this.front = front;
    }

    /**
     * Starts it.
     *
     * @throws dev.rebound.server.web.PortInUseException if it cannot listen there
     */
    public static WebServer start(WebSettings settings, Ports ports) {
        Site site = new Site(
                settings,
                ports.accounts(),
                ports.clock(),
                ports.keptAnswers(),
                ports.rehearsal().isPresent());
        Ports.Entry entry = ports.entry();
        Sessions sessions = new Sessions(
                new Sessions.Ports(ports.accounts(), entry.people(), entry.sessions(), ports.audit()),
                ports.clock(),
                InstantSource.system(),
                settings.signInFor());
        HttpFront.Doors doors = new HttpFront.Doors(ports.accounts(), sessions, entry.keys(), InstantSource.system());
        return new WebServer(HttpFront.start(settings, doors, site, features(ports, sessions)));
    }

    /** Every feature; a new one is added here, or to those about who comes in. */
    private static List<Feature> features(Ports ports, Sessions sessions) {
        List<Feature> features = new ArrayList<>(whoComesIn(ports, sessions));
        features.addAll(whatGoesOut(ports));
        features.addAll(whatComesOfIt(ports));
        return features;
    }

    /** Features about writing, sending and steering. */
    private static List<Feature> whatGoesOut(Ports ports) {
        return List.of(
                new UnsubscribePages(ports.unsubscribing(), ports.accounts()),
                new EmailPages(
                        ports.emails(), ports.contacts(), ports.outgoing().sending()),
                new SendPages(
                        ports.emails(),
                        ports.emailFiles(),
                        new SendPages.Outgoing(
                                ports.outgoing().sending(), ports.outgoing().controls(), ports.clock())),
                new ControlPages(ports.emails(), ports.outgoing().controls()),
                new QueuePages(
                        ports.outgoing().waiting(), ports.outgoing().controls(), ports.accounts(), ports.rules()),
                new QueueApi(
                        ports.accounts(),
                        ports.outgoing().waiting(),
                        ports.outgoing().controls(),
                        ports.emails(),
                        ports.recipients()),
                new RateFeature(ports.emails(), ports.clock(), new HeldNotices(ports.guarding())),
                new WarmUpFeature(ports.outgoing().warmUp()),
                new SendingDomainFeature(ports.emails(), ports.outgoing().domains()),
                new EmailFilePages(ports.emails(), ports.emailFiles()),
                new EmailFileApi(ports.emails(), ports.emailFiles()),
                new SubmissionFeature(ports.submissions()),
                new PreviewPages(ports.emails(), ports.emailFiles(), ports.contacts()),
                new LeftOutFeature(ports.emails(), ports.outgoing().sending()),
                new TestFeature(
                        ports.emails(),
                        ports.submissions(),
                        ports.outgoing().sending(),
                        ports.outgoing().tests()),
                new StartFeature(
                        ports.emails(),
                        ports.contacts(),
                        new RehearsalDesk(new RehearsalDesk.Parts(
                                ports.accounts(),
                                ports.contacts(),
                                ports.outgoing().sending(),
                                ports.audit(),
                                ports.clock(),
                                ports.outgoing().rehearsable()))),
                new EmailApi(
                        ports.emails(),
                        ports.emailFiles(),
                        ports.contacts(),
                        ports.outgoing().sending()),
                new ControlApi(ports.emails(), ports.outgoing().controls()));
    }

    /** Features about what became of messages, and what follows from it. */
    private static List<Feature> whatComesOfIt(Ports ports) {
        HeldNotices held = new HeldNotices(ports.guarding());
        RecipientExport export = new RecipientExport(ports.recipients(), ports.audit(), ports.clock());
        return List.of(
                new PerformancePages(ports.emails(), held),
                new GuardFeature(ports.guarding()),
                new RecipientPages(
                        ports.emails(),
                        ports.recipients(),
                        new RecipientPages.Explanations(
                                ports.rules(), ports.outgoing().waiting(), held),
                        export),
                new DoubtPages(ports.recipients(), ports.clock()),
                new RecipientActions(
                        ports.emails(), ports.recipients(), ports.outgoing().sending(), ports.bulks()),
                new ContactFeature(
                        ports.contacts(),
                        new ContactFeature.Standing(
                                ports.ledger(),
                                ports.unbouncing(),
                                ports.policies(),
                                held,
                                new ContactFeature.OneToOne(
                                        ports.inboxes().writing().courses(),
                                        ports.inboxes().sequences().sequences())),
                        ports.audit(),
                        ports.clock(),
                        ports.importFolder()),
                new SuppressionFeature(ports.suppressions(), ports.unbouncing(), ports.emails(), ports.sender(), held),
                new BulkFeature(ports.bulks(), ports.classifier()::classify, ports.importFolder()),
                new PolicyFeature(ports.policies()),
                new RecipientApi(
                        ports.emails(), ports.recipients(), ports.outgoing().waiting(), export),
                new DoubtApi(ports.recipients(), ports.clock()),
                new ClassifyApi(ports.classifier()),
                new RuleFeature(ports.classifier(), ports.reclassifying()),
                new HelpPages(),
                new DesignPages(),
                new InboxFeature(ports.inboxes()),
                new OneToOneFeature(new OneToOneFeature.Parts(
                        ports.inboxes().inboxes(),
                        ports.inboxes().sending(),
                        ports.inboxes().writing(),
                        ports.contacts(),
                        ports.audit(),
                        ports.clock())),
                sequences(ports),
                new WebhookFeature(ports.webhooks(), ports.audit(), ports.clock()),
                new ProviderFeature(ports.providers(), ports.audit(), ports.clock()));
    }

    private static SequenceFeature sequences(Ports ports) {
        InboxFeature.Parts inboxes = ports.inboxes();
        RecipientStanding standing =
                new RecipientStanding(ports.ledger(), ports.contacts(), ports.policies()::current, ports.clock());
        return new SequenceFeature(new SequenceFeature.Parts(
                inboxes.sequences().sequences(),
                new Enrolling(
                        inboxes.sequences().sequences(),
                        standing,
                        inboxes.writing().habits(),
                        ports.clock()),
                inboxes.inboxes(),
                inboxes.writing().templates(),
                ports.contacts(),
                ports.clock()));
    }

    /** Features about people, programs and the installation. */
    private static List<Feature> whoComesIn(Ports ports, Sessions sessions) {
        PeopleDesk people =
                new PeopleDesk(ports.entry().people(), sessions, ports.audit(), ports.clock(), InstantSource.system());
        KeyDesk keys = new KeyDesk(ports.entry().keys(), ports.audit(), ports.clock(), InstantSource.system());
        return List.of(
                new SignInPages(sessions, ports.accounts()),
                new HomePages(ports.rehearsal(), ports.clock(), ports.audit()),
                new PeopleFeature(people, sessions, ports.accounts()),
                new KeyPages(keys),
                new KeyApi(keys),
                new AccountPages(ports.audit()),
                new AccountApi(ports.accounts(), ports.audit()),
                new OperatorFeature(
                        new OperatorFeature.Entrance(ports.accounts(), people, sessions),
                        new OperatorFeature.Lifting(ports.suppressions(), ports.unbouncing()),
                        new QuarantinePages.Desk(ports.quarantine(), ports.quarantineKeptFor()),
                        new OperatorFeature.Health(
                                ports.figures(),
                                ports.inboxes().inboxes(),
                                ports.nodes().nodes()),
                        new OperatorFeature.World(ports.clock(), ports.rehearsal(), ports.audit())),
                new MetricsFeature(
                        ports.figures(),
                        ports.nodes().lease(),
                        new InboxFigures(ports.inboxes()),
                        ports.nodes().sharing()),
                new IntakeFeature(new IntakeFeature.Parts(
                        ports.figures(),
                        ports.refused(),
                        ports.providers().sources(),
                        ports.inboxes().inboxes(),
                        ports.clock())),
                new NodeFeature(ports.nodes()),
                new ApiDocument());
    }

    /** The port it listens at. */
    public int port() {
        return front.port();
    }

    /** Every route there is. */
    public List<Routes.Route> routes() {
        return front.routes();
    }

    @Override
    public void close() {
        front.close();
    }
}
