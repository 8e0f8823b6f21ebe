package dev.rebound.server;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.ApiKeys;
import dev.rebound.engine.account.OpenSessions;
import dev.rebound.engine.account.People;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.Unsubscribing;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.control.WaitingQueue;
import dev.rebound.engine.domain.DomainCheck;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.Recipients;
import dev.rebound.engine.email.Sending;
import dev.rebound.engine.guard.Guarding;
import dev.rebound.engine.intake.Quarantine;
import dev.rebound.engine.intake.RefusedReturns;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.metrics.StoreFigures;
import dev.rebound.engine.once.KeptAnswers;
import dev.rebound.engine.policy.PolicyChanges;
import dev.rebound.engine.reclassify.Reclassifying;
import dev.rebound.engine.submission.Submissions;
import dev.rebound.engine.submission.TestEmails;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.engine.time.RehearsalClock;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.engine.warmup.WarmUp;
import dev.rebound.server.inbox.InboxFeature;
import dev.rebound.server.node.NodeFeature;
import dev.rebound.server.provider.ProviderFeature;
import dev.rebound.server.recipient.RuleNotes;
import dev.rebound.server.suppression.SenderFacts;
import dev.rebound.server.webhook.WebhookFeature;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the pages work with; the wiring fills it.
 *
 * @param quarantineKeptFor how long mail stays in quarantine
 * @param rules what is known of the rules that decide
 * @param refused returned mail that was refused while its sender was still connected
 * @param nodes the servers that share the database
 * @param importFolder for files of contacts and suppressions that are being imported; nothing in it need outlive the process
 * @param rehearsal the clock, if people may move it
 */
public record Ports(
        Accounts accounts,
        Entry entry,
        Contacts contacts,
        Emails emails,
        EmailFiles emailFiles,
        Recipients recipients,
        Submissions submissions,
        Suppressions suppressions,
        AuditLog audit,
        Quarantine quarantine,
        Duration quarantineKeptFor,
        Ledger ledger,
        Outgoing outgoing,
        Unbouncing unbouncing,
        PolicyChanges policies,
        Guarding guarding,
        BulkChanges bulks,
        Reclassifying reclassifying,
        Unsubscribing unsubscribing,
        WorldClock clock,
        RuleNotes rules,
        RulesInForce classifier,
        WebhookFeature.Parts webhooks,
        InboxFeature.Parts inboxes,
        ProviderFeature.Parts providers,
        StoreFigures figures,
        RefusedReturns refused,
        NodeFeature.Parts nodes,
        SenderFacts sender,
        KeptAnswers keptAnswers,
        Path importFolder,
        Optional<RehearsalClock> rehearsal) {

    /** Who comes in: people, the sessions of their browsers, and programs with their keys. */
    public record Entry(People people, OpenSessions sessions, ApiKeys keys) {}

    /**
     * What goes out: writing and sending, steering what is on its way, and what waits.
     *
     * @param warmUp of the addresses it leaves from
     * @param domains what DNS says about the domains it is written from
     * @param tests sent to one's own mailbox first
     * @param rehearsable whether there is an invented internet to write to
     */
    public record Outgoing(
            Sending sending,
            Controls controls,
            WaitingQueue waiting,
            WarmUp warmUp,
            DomainCheck domains,
            TestEmails tests,
            boolean rehearsable) {}
}
