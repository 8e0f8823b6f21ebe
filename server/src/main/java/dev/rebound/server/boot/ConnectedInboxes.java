package dev.rebound.server.boot;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.inbox.Consents;
import dev.rebound.engine.inbox.CredentialsBox;
import dev.rebound.engine.inbox.InboxClaims;
import dev.rebound.engine.inbox.InboxConnecting;
import dev.rebound.engine.inbox.InboxReading;
import dev.rebound.engine.inbox.InboxWatches;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.inbox.OneToOneComposing;
import dev.rebound.engine.inbox.OneToOneMessages;
import dev.rebound.engine.inbox.OneToOneSending;
import dev.rebound.engine.inbox.RecipientStanding;
import dev.rebound.engine.inbox.SignIns;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.sequence.SequenceKeeper;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.InboxSettings;
import dev.rebound.server.inbox.InboxFeature;
import dev.rebound.store.Store;
import dev.rebound.transport.compose.TemplateComposer;
import dev.rebound.transport.discovery.DomainsWord;
import dev.rebound.transport.dns.MxRouter;
import dev.rebound.transport.http.PinnedCalls;
import dev.rebound.transport.imap.ImapMailboxes;
import dev.rebound.transport.imap.ImapSentFolder;
import dev.rebound.transport.imap.MailSockets;
import dev.rebound.transport.smtp.OwnersServer;
import dev.rebound.transport.smtp.PeerCertificates;
import dev.rebound.transport.smtp.SmtpClientSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;

/** Puts together what connected inboxes need. */
final class ConnectedInboxes {

    /** For one whole answer of a mail server. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** No attempt to hand a one-to-one email over takes so long. */
    private static final Duration HANDING_OVER_MAX = Duration.ofMinutes(30);

    private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

    private ConnectedInboxes() {}

    /**
     * What inboxes are put into.
     *
     * @param running where what was started is kept until it is stopped
     * @param unsubscribeLinks where a contact unsubscribes
     */
    record Surroundings(
            Configuration configuration,
            Store store,
            Lease lease,
            RunningParts running,
            BiFunction<AccountId, ContactId, URI> unsubscribeLinks) {}

    /** What a node that died was handing over is unclear. */
    static void endInterrupted(Store store, WorldClock clock) {
        store.oneToOneMessages().endInterrupted(clock.instant().minus(HANDING_OVER_MAX));
    }

    /** What pages and the REST API work with; watching has begun. */
    static InboxFeature.Parts start(
            Surroundings surroundings, Function<Diagnostic, Verdict> classifier, WorldClock clock) {
        Configuration configuration = surroundings.configuration();
        Store store = surroundings.store();
        RunningParts running = surroundings.running();
        InboxSettings settings = configuration.inboxes();
        MxRouter names = Network.names(configuration.delivery(), settings.allowPrivateAddresses());
        ImapMailboxes mailboxes = new ImapMailboxes(
                new MailSockets(names, (SSLSocketFactory) SSLSocketFactory.getDefault()),
                new ImapMailboxes.Settings(PATIENCE, settings.pollEvery()));
        OwnersServer submission = running.keep(new OwnersServer(
                names,
                SmtpClientSettings.standard(configuration.delivery().helloName()),
                PeerCertificates.ofThisJava()));
        Inboxes inboxes = store.inboxes();
        OneToOneMessages messages = store.oneToOneMessages();
        boolean shared = store.isShared();
        if (!shared) {
            // Whatever was under way was this folder's last process's.
            messages.endInterrupted(FOR_EVER);
        }
        SecureRandom random = new SecureRandom();
        PinnedCalls web = new PinnedCalls(names);
        Consents consents = OAuthClients.of(settings, web);
        CredentialsBox box = new CredentialsBox(store.inboxKey(), random);
        SignIns signIns = new SignIns(inboxes, box, consents, InstantSource.system());
        InboxReading reading = new InboxReading(new InboxReading.Parts(store.ledger(), messages, classifier), clock);
        InboxWatches watches = running.keep(InboxWatches.start(
                new InboxWatches.Parts(inboxes, signIns, mailboxes, reading, clock, RandomGenerator.getDefault()),
                shared ? new DutyClaims(store.duties(), surroundings.lease()) : InboxClaims.ofOneProcess(),
                habits(settings)));
        return new InboxFeature.Parts(
                inboxes,
                new InboxConnecting(
                        new InboxConnecting.Parts(inboxes, signIns, mailboxes, submission),
                        watches,
                        store.auditLog(),
                        clock),
                sending(
                        surroundings,
                        new OneToOneSending.Parts(
                                inboxes,
                                signIns,
                                messages,
                                submission,
                                new ImapSentFolder(mailboxes),
                                store.writing().habits(),
                                new RecipientStanding(
                                        store.ledger(), store.contacts(), store.policies()::current, clock),
                                classifier,
                                Thread::startVirtualThread),
                        clock),
                messages,
                store.writing(),
                store.sequences(),
                new InboxFeature.Finding(
                        new DomainsWord(names, web), consents, box, random, settings.allowPrivateAddresses()));
    }

    private static OneToOneSending sending(Surroundings surroundings, OneToOneSending.Parts parts, WorldClock clock) {
        OneToOneComposing composing = new OneToOneComposing(
                new TemplateComposer(), surroundings.unsubscribeLinks(), clock, new SecureRandom());
        return new OneToOneSending(
                parts, composing, surroundings.configuration().inboxes().suppressedAddresses(), clock);
    }

    /** Sends the steps of sequences that are due. */
    static SequenceKeeper keeperOfSequences(Store store, OneToOneSending sending, WorldClock clock) {
        SequenceKeeper keeper = new SequenceKeeper(
                new SequenceKeeper.Parts(
                        store.sequences().steps(),
                        store.inboxes(),
                        store.writing().habits(),
                        store.contacts(),
                        new RecipientStanding(store.ledger(), store.contacts(), store.policies()::current, clock),
                        sending),
                clock,
                new SecureRandom(),
                Thread::startVirtualThread);
        if (!store.isShared()) {
            keeper.takeUp();
        }
        return keeper;
    }

    private static InboxWatches.Habits habits(InboxSettings settings) {
        return new InboxWatches.Habits(
                settings.lookBack(),
                settings.checkEvery(),
                settings.checkEvery(),
                InboxWatches.Habits.STANDARD.pauseMost());
    }
}
