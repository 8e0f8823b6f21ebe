package dev.rebound.store;

import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.ApiKeys;
import dev.rebound.engine.account.OpenSessions;
import dev.rebound.engine.account.People;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.bulk.Bulks;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.control.ControlStore;
import dev.rebound.engine.control.WaitingStore;
import dev.rebound.engine.delivery.MessageQueue;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.Recipients;
import dev.rebound.engine.guard.Circuits;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.inbox.OneToOneMessages;
import dev.rebound.engine.inbox.WritingPorts;
import dev.rebound.engine.intake.MessageLookup;
import dev.rebound.engine.intake.Quarantine;
import dev.rebound.engine.intake.RawReports;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.metrics.StoreFigures;
import dev.rebound.engine.node.Candidate;
import dev.rebound.engine.node.Duties;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.Nodes;
import dev.rebound.engine.once.KeptAnswers;
import dev.rebound.engine.policy.Policies;
import dev.rebound.engine.provider.EventSources;
import dev.rebound.engine.reclassify.Reclassifications;
import dev.rebound.engine.sequence.SequencePorts;
import dev.rebound.engine.sharing.LedgerTail;
import dev.rebound.engine.sharing.WaitingLifts;
import dev.rebound.engine.submission.Submissions;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.warmup.WarmUpCounts;
import dev.rebound.engine.webhook.Webhooks;
import dev.rebound.store.database.OwnPostgres;
import dev.rebound.store.database.PostgresAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Our store, on either database. */
record StorePorts(Store store) implements Ports {

    static StorePorts in(Path folder) {
        return new StorePorts(Store.open(FreshFolder.at(folder), StoreSettings.standard()));
    }

    /** On the folder's own database, on the tests' server. */
    static StorePorts onPostgres(Path folder) {
        return onPostgres(folder, OwnPostgres.running().databaseOf(folder));
    }

    /** To deliver from a database, as a node with the folder's name. */
    static StorePorts onPostgres(Path folder, PostgresAddress database) {
        Store store = Store.open(folder, database, StoreSettings.standard());
        Candidate candidate = new Candidate(
                new Node.About(folder.getFileName().toString(), "localhost", "test", "1"), new TreeMap<>());
        Instant patience = Instant.now().plusSeconds(20);
        do {
            if (store.nodes().join(candidate, Duration.ofHours(1)) instanceof Nodes.Joining.Joined joined) {
                store.worksAs(joined.number());
                return new StorePorts(store);
            }
            // The database may be a moment behind in noticing that the connections of a store that was closed are gone.
            LockSupport.parkNanos(10_000_000);
        } while (Instant.now().isBefore(patience));
        store.close();
        throw new IllegalStateException("another node has the name " + folder.getFileName());
    }

    /** On a database that others share. */
    static StorePorts beside(Path folder, PostgresAddress database) {
        return new StorePorts(Store.beside(folder, database, StoreSettings.standard()));
    }

    @Override
    public Ledger ledger() {
        return store.ledger();
    }

    @Override
    public MessageQueue queue() {
        return store.queue();
    }

    @Override
    public ControlStore controls() {
        return store.controls();
    }

    @Override
    public WaitingStore waiting() {
        return store.waiting();
    }

    @Override
    public WarmUpCounts warmUpCounts() {
        return store.warmUpCounts();
    }

    @Override
    public EventSources eventSources() {
        return store.eventSources();
    }

    @Override
    public Inboxes inboxes() {
        return store.inboxes();
    }

    @Override
    public OneToOneMessages oneToOneMessages() {
        return store.oneToOneMessages();
    }

    @Override
    public WritingPorts writing() {
        return store.writing();
    }

    @Override
    public SequencePorts sequences() {
        return store.sequences();
    }

    @Override
    public LedgerTail ledgerTail() {
        return store.sharing().tail();
    }

    @Override
    public WaitingLifts waitingLifts() {
        return store.sharing().lifts();
    }

    @Override
    public Webhooks webhooks() {
        return store.webhooks();
    }

    @Override
    public KeptAnswers keptAnswers() {
        return store.keptAnswers();
    }

    @Override
    public Contacts contacts() {
        return store.contacts();
    }

    @Override
    public Emails emails() {
        return store.emails();
    }

    @Override
    public EmailFiles emailFiles() {
        return store.emailFiles();
    }

    @Override
    public Submissions submissions() {
        return store.submissions();
    }

    @Override
    public Recipients recipients() {
        return store.recipients();
    }

    @Override
    public Suppressions suppressions() {
        return store.suppressions();
    }

    @Override
    public Bulks bulks() {
        return store.bulks();
    }

    @Override
    public Policies policies() {
        return store.policies();
    }

    @Override
    public Circuits circuits() {
        return store.circuits();
    }

    @Override
    public Reclassifications reclassifications() {
        return store.reclassifications();
    }

    @Override
    public Accounts accounts() {
        return store.accounts();
    }

    @Override
    public People people() {
        return store.people();
    }

    @Override
    public OpenSessions sessions() {
        return store.sessions();
    }

    @Override
    public ApiKeys apiKeys() {
        return store.apiKeys();
    }

    @Override
    public AuditLog auditLog() {
        return store.auditLog();
    }

    @Override
    public Quarantine quarantine() {
        return store.quarantine();
    }

    @Override
    public RawReports rawReports() {
        return store.rawReports();
    }

    @Override
    public StoreFigures figures() {
        return store.figures();
    }

    @Override
    public MessageLookup messageLookup() {
        return store.messageLookup();
    }

    @Override
    public Nodes nodes() {
        return store.nodes();
    }

    @Override
    public Duties duties() {
        return store.duties();
    }

    @Override
    public void close() {
        store.close();
    }
}
