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
import dev.rebound.engine.intake.MessageLookup;
import dev.rebound.engine.intake.Quarantine;
import dev.rebound.engine.intake.RawReports;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.metrics.StoreFigures;
import dev.rebound.engine.once.KeptAnswers;
import dev.rebound.engine.policy.Policies;
import dev.rebound.engine.reclassify.Reclassifications;
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
import dev.rebound.store.database.PostgresAddress;
import dev.rebound.store.delivery.AttemptFile;
import dev.rebound.store.delivery.SqlMessageQueue;
import dev.rebound.store.email.SqlEmailFiles;
import dev.rebound.store.email.SqlEmails;
import dev.rebound.store.email.SqlRecipients;
import dev.rebound.store.guard.CircuitWatch;
import dev.rebound.store.guard.SqlCircuits;
import dev.rebound.store.intake.SqlMessageLookup;
import dev.rebound.store.intake.SqlQuarantine;
import dev.rebound.store.intake.SqlRawReports;
import dev.rebound.store.ledger.Recorder;
import dev.rebound.store.ledger.SqlLedger;
import dev.rebound.store.metrics.SqlStoreFigures;
import dev.rebound.store.once.SqlKeptAnswers;
import dev.rebound.store.policy.PoliciesInForce;
import dev.rebound.store.policy.SqlPolicies;
import dev.rebound.store.reclassify.SqlReclassifications;
import dev.rebound.store.submission.SqlSubmissions;
import dev.rebound.store.suppression.SqlSuppressions;
import dev.rebound.store.warmup.SqlWarmUpCounts;
import dev.rebound.store.webhook.SqlWebhooks;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Everything Rebound keeps. In one data folder: the database {@code rebound.db}, the journal of attempts
 * {@code attempts.journal} and a lock; one process at a time has it open. Or the database is PostgreSQL's: then many
 * processes share it, and each has a data folder of its own for its journal.
 *
 * <p>Whatever a port acknowledges is committed and synced. Moments are kept to the microsecond.
 *
 * <p>Thread-safe.
 */
public final class Store implements AutoCloseable {

    static final String DATABASE = "rebound.db";

    private final DataFolder folder;
    private final Database database;
    private final AttemptFile journal;
    private final PoliciesInForce policies;
    private final Recorder recorder;

    private Store(
            DataFolder folder, Database database, AttemptFile journal, PoliciesInForce policies, GuardSettings guard) {
        this.folder = folder;
        this.database = database;
        this.journal = journal;
        this.policies = policies;
        this.recorder = new Recorder(policies, new CircuitWatch(guard));
    }

    /**
     * Opens the folder with a database of its own in it; creates what is not there, and brings its schema up to date.
     *
     * @throws DataFolderException if it cannot be created or written to, another process has it open, its
     *     database file is none, or a later version of Rebound wrote it
     */
    public static Store open(Path dataFolder, StoreSettings settings) {
        return open(
                dataFolder,
                folder -> Database.open(folder.file(DATABASE), folder.hashes(), settings.readersMax()),
                settings);
    }

    /**
     * Opens the folder with a database on a server, which other nodes may share; creates the tables, or brings them up
     * to date.
     *
     * @throws DataFolderException if the folder cannot be created or written to, or another process has it open
     * @throws DatabaseException if the database cannot be reached, entered or used
     */
    public static Store open(Path dataFolder, PostgresAddress database, StoreSettings settings) {
        return open(dataFolder, folder -> Database.open(database, folder.hashes(), settings.readersMax()), settings);
    }

    private static Store open(Path dataFolder, Function<DataFolder, Database> databases, StoreSettings settings) {
        DataFolder folder = DataFolder.take(dataFolder);
        try {
            AttemptFile journal = AttemptFile.open(folder.file("attempts.journal"));
            try {
                Database database = databases.apply(folder);
                return new Store(
                        folder,
                        database,
                        journal,
                        PoliciesInForce.of(database, settings.rulebooks()),
                        settings.guard());
            } catch (RuntimeException e) {
                journal.close();
                throw e;
            }
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The key of the data folder; with several nodes, of each of them. */
    public byte[] key() {
        return folder.key();
    }

    public Ledger ledger() {
        return new SqlLedger(database, recorder);
    }

    public MessageQueue queue() {
        return new SqlMessageQueue(database);
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

    public AttemptJournal journal() {
        return journal;
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
        return new SqlStoreFigures(database);
    }

    public KeptAnswers keptAnswers() {
        return new SqlKeptAnswers(database);
    }

    public Webhooks webhooks() {
        return new SqlWebhooks(database);
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
        database.close();
        journal.close();
        folder.close();
    }
}
