package dev.rebound.store;

import dev.rebound.core.guard.GuardSettings;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.ApiKeys;
import dev.rebound.engine.account.OpenSessions;
import dev.rebound.engine.account.People;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.bulk.Bulks;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.control.ControlStore;
import dev.rebound.engine.control.WaitingStore;
import dev.rebound.engine.delivery.AttemptJournal;
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
import dev.rebound.engine.node.Duties;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.engine.node.Nodes;
import dev.rebound.engine.once.KeptAnswers;
import dev.rebound.engine.policy.Policies;
import dev.rebound.engine.provider.EventSources;
import dev.rebound.engine.reclassify.Reclassifications;
import dev.rebound.engine.secret.SecretBox;
import dev.rebound.engine.sequence.SequencePorts;
import dev.rebound.engine.submission.Submissions;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.warmup.WarmUpCounts;
import dev.rebound.engine.webhook.Webhooks;
import dev.rebound.store.account.SqlAccounts;
import dev.rebound.store.account.SqlApiKeys;
import dev.rebound.store.account.SqlPeople;
import dev.rebound.store.account.SqlSessions;
import dev.rebound.store.audit.SqlAuditLog;
import dev.rebound.store.bulk.SqlBulks;
import dev.rebound.store.contact.SqlContacts;
import dev.rebound.store.control.SqlControls;
import dev.rebound.store.control.SqlWaiting;
import dev.rebound.store.database.DataFolder;
import dev.rebound.store.database.DataFolderException;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.DatabaseException;
import dev.rebound.store.database.Dialect;
import dev.rebound.store.database.PostgresAddress;
import dev.rebound.store.delivery.AttemptFile;
import dev.rebound.store.delivery.SharedAttempts;
import dev.rebound.store.delivery.SqlMessageQueue;
import dev.rebound.store.email.SqlEmailFiles;
import dev.rebound.store.email.SqlEmails;
import dev.rebound.store.email.SqlRecipients;
import dev.rebound.store.guard.CircuitWatch;
import dev.rebound.store.guard.SqlCircuits;
import dev.rebound.store.inbox.SqlInboxes;
import dev.rebound.store.inbox.SqlOneToOneMessages;
import dev.rebound.store.inbox.SqlWriting;
import dev.rebound.store.intake.SqlMessageLookup;
import dev.rebound.store.intake.SqlQuarantine;
import dev.rebound.store.intake.SqlRawReports;
import dev.rebound.store.ledger.Recorder;
import dev.rebound.store.ledger.SettledNumbers;
import dev.rebound.store.ledger.SqlLedger;
import dev.rebound.store.metrics.SqlStoreFigures;
import dev.rebound.store.node.SqlDuties;
import dev.rebound.store.node.SqlNodes;
import dev.rebound.store.once.SqlKeptAnswers;
import dev.rebound.store.policy.PoliciesInForce;
import dev.rebound.store.policy.SqlPolicies;
import dev.rebound.store.provider.SqlEventSources;
import dev.rebound.store.reclassify.SqlReclassifications;
import dev.rebound.store.sequence.SqlSequencePorts;
import dev.rebound.store.sharing.SqlSharing;
import dev.rebound.store.submission.SqlSubmissions;
import dev.rebound.store.suppression.SqlSuppressions;
import dev.rebound.store.warmup.SqlWarmUpCounts;
import dev.rebound.store.webhook.SqlWebhooks;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Everything Rebound keeps. In one data folder: the database {@code rebound.db}, the journal of attempts
 * {@code attempts.journal} and a lock; one process at a time has it open. Or the database is PostgreSQL's: then several
 * processes, its nodes, deliver from it, each with a data folder of its own, and others may work beside them.
 *
 * <p>Whatever a port acknowledges is committed and synced. Moments are kept to the microsecond.
 *
 * <p>Thread-safe.
 */
public final class Store implements AutoCloseable {

    private final Database database;
    private final PoliciesInForce policies;
    private final Recorder recorder;
    private final SettledNumbers numbers;
    private final SecretBox secrets;
    /** What is closed after the database, the last first: the folder and what is in it. */
    private final Deque<AutoCloseable> beside;

    private final Optional<AttemptJournal> journal;
    private final Optional<Refresher> refresher;
    /** Whose claims are made and ended here. */
    private final AtomicReference<NodeNumber> node;

    private Store(
            Database database,
            PoliciesInForce policies,
            GuardSettings guard,
            SecretBox secrets,
            Deque<AutoCloseable> beside) {
        this.node = new AtomicReference<>(database.dialect() == Dialect.SQLITE ? NodeNumber.SOLE : NodeNumber.NOBODY);
        this.database = database;
        this.secrets = secrets;
        this.policies = policies;
        this.recorder = new Recorder(policies, new CircuitWatch(guard), node::get);
        this.numbers = new SettledNumbers(database);
        this.beside = beside;
        this.journal = beside.stream()
                .filter(AttemptFile.class::isInstance)
                .map(AttemptFile.class::cast)
                .findFirst()
                .map(file -> database.dialect() == Dialect.SQLITE ? file : new SharedAttempts(file, database));
        this.refresher = database.dialect() == Dialect.POSTGRESQL
                ? Optional.of(Refresher.start(() -> policies.refresh(database)))
                : Optional.empty();
    }

    /**
     * Opens the folder with a database of its own in it; creates what is not there, and brings its schema up to date.
     *
     * @throws DataFolderException if it cannot be created or written to, another process has it open, its
     *     database file is none, a later version of Rebound wrote it, or it was {@linkplain dev.rebound.store.move.StoreMove moved}
     */
    public static Store open(Path dataFolder, StoreSettings settings) {
        return inFolder(
                dataFolder,
                folder -> {
                    folder.requireNotMoved();
                    return Database.open(folder.file(DataFolder.DATABASE), folder.hashes(), settings.readersMax());
                },
                settings);
    }

    /**
     * Opens the folder with a database on a server, to deliver from it as one of its {@linkplain #nodes() nodes}; creates the tables, or
     * brings them up to date. Before it has {@linkplain #worksAs joined} it claims nothing.
     *
     * @throws DataFolderException if the folder cannot be created or written to, or another process has it open
     * @throws DatabaseException if the database cannot be reached, entered or used
     */
    public static Store open(Path dataFolder, PostgresAddress database, StoreSettings settings) {
        return inFolder(
                dataFolder,
                folder -> Database.openAsServer(database, folder.hashes(), settings.readersMax()),
                settings);
    }

    /**
     * Opens a database on a server without taking the folder, of which only the key is read, beside the nodes that work on it: for a look and for
     * administration. It has no {@linkplain #journal() journal}, so nothing can be delivered with it.
     *
     * @throws DatabaseException if the database cannot be reached, entered or used
     */
    public static Store beside(Path dataFolder, PostgresAddress database, StoreSettings settings) {
        return on(
                Database.open(database, DataFolder.hashesOf(dataFolder), settings.readersMax()),
                settings,
                DataFolder.secretsOf(dataFolder),
                new ArrayDeque<>());
    }

    private static Store inFolder(Path dataFolder, Function<DataFolder, Database> databases, StoreSettings settings) {
        Deque<AutoCloseable> beside = new ArrayDeque<>();
        try {
            DataFolder folder = DataFolder.take(dataFolder);
            beside.push(folder);
            beside.push(AttemptFile.open(folder.file("attempts.journal")));
            SecretBox secrets = folder.secrets();
            Database database = databases.apply(folder);
            new SqlWebhooks(database, new SettledNumbers(database), secrets).sealPlainSecrets();
            return on(database, settings, secrets, beside);
        } catch (RuntimeException e) {
            Closing.all(beside);
            throw e;
        }
    }

    private static Store on(Database database, StoreSettings settings, SecretBox secrets, Deque<AutoCloseable> beside) {
        try {
            return new Store(
                    database, PoliciesInForce.of(database, settings.rulebooks()), settings.guard(), secrets, beside);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The key of the data folder; of a store that was opened in one. */
    public byte[] key() {
        return folder().key();
    }

    /** The key of the data folder that seals secrets of inboxes; of a store that was opened in one. */
    public byte[] inboxKey() {
        return folder().inboxKey();
    }

    /** What other installations know this one by, the same on all its nodes; of a store that was opened in a data folder. */
    public String identity() {
        return folder().hashes().identity();
    }

    private DataFolder folder() {
        return beside.stream()
                .filter(DataFolder.class::isInstance)
                .map(DataFolder.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the store was opened without a folder"));
    }

    public Ledger ledger() {
        return new SqlLedger(database, recorder);
    }

    public MessageQueue queue() {
        return new SqlMessageQueue(database, node::get);
    }

    public ControlStore controls() {
        return new SqlControls(database, recorder);
    }

    public WaitingStore waiting() {
        return new SqlWaiting(database);
    }

    public WarmUpCounts warmUpCounts() {
        return new SqlWarmUpCounts(database);
    }

    /** What is about to be tried; of a store that was opened in a folder. */
    public AttemptJournal journal() {
        return journal.orElseThrow(() -> new IllegalStateException("the store was opened without a folder"));
    }

    /** The processes that share a database on a server. */
    public Nodes nodes() {
        return new SqlNodes(database);
    }

    /** What one of them does for all. */
    public Duties duties() {
        return new SqlDuties(database);
    }

    /** Whether other processes may deliver from the same database. */
    public boolean isShared() {
        return database.dialect() == Dialect.POSTGRESQL;
    }

    /** From now on this store claims messages as that node, and ends its claims. */
    public void worksAs(NodeNumber number) {
        node.set(number);
    }

    public Contacts contacts() {
        return new SqlContacts(database);
    }

    public Emails emails() {
        return new SqlEmails(database, recorder);
    }

    public EmailFiles emailFiles() {
        return new SqlEmailFiles(database);
    }

    public Submissions submissions() {
        return new SqlSubmissions(database, recorder);
    }

    public Recipients recipients() {
        return new SqlRecipients(database);
    }

    public Suppressions suppressions() {
        return new SqlSuppressions(database);
    }

    public StoreFigures figures() {
        return new SqlStoreFigures(database, numbers);
    }

    public KeptAnswers keptAnswers() {
        return new SqlKeptAnswers(database);
    }

    public Inboxes inboxes() {
        return new SqlInboxes(database);
    }

    public OneToOneMessages oneToOneMessages() {
        return new SqlOneToOneMessages(database, recorder);
    }

    public WritingPorts writing() {
        return SqlWriting.on(database);
    }

    public SequencePorts sequences() {
        return SqlSequencePorts.on(database);
    }

    public Webhooks webhooks() {
        return new SqlWebhooks(database, numbers, secrets);
    }

    /** What is kept for sharing with other installations. */
    public SqlSharing sharing() {
        return new SqlSharing(database, numbers);
    }

    public EventSources eventSources() {
        return new SqlEventSources(database, secrets);
    }

    public Bulks bulks() {
        return new SqlBulks(database, recorder);
    }

    public Policies policies() {
        return new SqlPolicies(database, recorder, policies);
    }

    public Circuits circuits() {
        return new SqlCircuits(database, recorder);
    }

    public Reclassifications reclassifications() {
        return new SqlReclassifications(database, recorder);
    }

    public Accounts accounts() {
        return new SqlAccounts(database);
    }

    public People people() {
        return new SqlPeople(database);
    }

    public OpenSessions sessions() {
        return new SqlSessions(database);
    }

    public ApiKeys apiKeys() {
        return new SqlApiKeys(database);
    }

    public AuditLog auditLog() {
        return new SqlAuditLog(database);
    }

    public Quarantine quarantine() {
        return new SqlQuarantine(database);
    }

    public RawReports rawReports() {
        return new SqlRawReports(database);
    }

    public MessageLookup messageLookup() {
        return new SqlMessageLookup(database);
    }

    /** Commits what has been submitted, then lets go of the folder. Whatever comes later is refused. */
    @Override
    public void close() {
        refresher.ifPresent(Refresher::close);
        database.close();
        Closing.all(beside);
    }
}
