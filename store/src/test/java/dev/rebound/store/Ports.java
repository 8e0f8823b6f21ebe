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
import dev.rebound.engine.node.Duties;
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

/** The ports a contract is held against, whichever store is behind them. */
interface Ports extends AutoCloseable {

    Ledger ledger();

    MessageQueue queue();

    ControlStore controls();

    WaitingStore waiting();

    WarmUpCounts warmUpCounts();

    Inboxes inboxes();

    OneToOneMessages oneToOneMessages();

    WritingPorts writing();

    SequencePorts sequences();

    Webhooks webhooks();

    LedgerTail ledgerTail();

    WaitingLifts waitingLifts();

    EventSources eventSources();

    KeptAnswers keptAnswers();

    Contacts contacts();

    Emails emails();

    EmailFiles emailFiles();

    Submissions submissions();

    Recipients recipients();

    Suppressions suppressions();

    Bulks bulks();

    Policies policies();

    Circuits circuits();

    Reclassifications reclassifications();

    Accounts accounts();

    People people();

    OpenSessions sessions();

    ApiKeys apiKeys();

    AuditLog auditLog();

    Quarantine quarantine();

    RawReports rawReports();

    StoreFigures figures();

    MessageLookup messageLookup();

    Nodes nodes();

    Duties duties();

    @Override
    void close();
}
