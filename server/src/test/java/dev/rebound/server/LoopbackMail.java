package dev.rebound.server;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.inbox.Consents;
import dev.rebound.engine.inbox.CredentialsBox;
import dev.rebound.engine.inbox.FolderPosition;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxConnecting;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailProvider;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.MailSubmission;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.Mailboxes;
import dev.rebound.engine.inbox.NewInbox;
import dev.rebound.engine.inbox.OneToOneComposing;
import dev.rebound.engine.inbox.OneToOneMessages;
import dev.rebound.engine.inbox.OneToOneSending;
import dev.rebound.engine.inbox.RecipientStanding;
import dev.rebound.engine.inbox.SentFolder;
import dev.rebound.engine.inbox.ServerSearch;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.engine.inbox.SignIns;
import dev.rebound.engine.inbox.WritingPorts;
import dev.rebound.engine.sequence.SequencePorts;
import dev.rebound.engine.submission.TestEmails;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.inbox.InboxFeature;
import dev.rebound.server.unsubscribe.UnsubscribePages;
import dev.rebound.store.Store;
import dev.rebound.transport.compose.TemplateComposer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Mail servers that are not there: the password is {@value #PASSWORD}, and a host that is named after a trouble has it, for example
 * {@code blocked-port.example}. Mail to {@code refused@...} or {@code @closed...} is refused, that to
 * {@code unclear@...} may or may not be there, and for {@code away@...} nobody answers.
 */
public final class LoopbackMail implements Mailboxes, MailSubmission {

    public static final String PASSWORD = "opensesame";

    private LoopbackMail() {}

    /** Tests of emails over a store; they are taken, and nothing delivers them. */
    static TestEmails tests(Store store, WorldClock clock) {
        return new TestEmails(
                new TestEmails.Parts(
                        store.emailFiles(),
                        store.contacts(),
                        store.submissions(),
                        new TemplateComposer(),
                        store.auditLog(),
                        () -> UnsubscribePages.testLink(URI.create("https://pages.shop.example")),
                        () -> UUID.randomUUID().toString()),
                clock,
                email -> {});
    }

    /** The feature's parts over a store; nothing is watched. */
    public static InboxFeature.Parts over(Store store, WorldClock clock) {
        return parts(
                new Kept(
                        store.inboxes(),
                        store.oneToOneMessages(),
                        store.writing(),
                        store.sequences(),
                        store.auditLog(),
                        new RecipientStanding(store.ledger(), store.contacts(), store.policies()::current, clock)),
                new CredentialsBox(new byte[CredentialsBox.KEY_OCTETS], new SecureRandom()),
                clock);
    }

    /** These servers instead of those that an installation would connect to. */
    public static InboxFeature.Parts insteadOf(Ports ports) {
        InboxFeature.Parts real = ports.inboxes();
        return parts(
                new Kept(
                        real.inboxes(),
                        real.messages(),
                        real.writing(),
                        real.sequences(),
                        ports.audit(),
                        new RecipientStanding(
                                ports.ledger(), ports.contacts(), ports.policies()::current, ports.clock())),
                real.finding().box(),
                ports.clock());
    }

    /** Where things are kept. */
    private record Kept(
            Inboxes inboxes,
            OneToOneMessages messages,
            WritingPorts writing,
            SequencePorts sequences,
            AuditLog audit,
            RecipientStanding standing) {}

    private static InboxFeature.Parts parts(Kept kept, CredentialsBox box, WorldClock clock) {
        LoopbackMail mail = new LoopbackMail();
        SignIns signIns = new SignIns(kept.inboxes(), box, Consents.none(), InstantSource.system());
        return new InboxFeature.Parts(
                kept.inboxes(),
                new InboxConnecting(
                        new InboxConnecting.Parts(kept.inboxes(), signIns, mail, mail),
                        new NobodyWatches(),
                        kept.audit(),
                        clock),
                sending(kept, signIns, clock),
                kept.messages(),
                kept.writing(),
                kept.sequences(),
                new InboxFeature.Finding(
                        address -> MailProvider.ofDomain(address.key().domain())
                                .map(provider -> new ServerSearch.Found(
                                        provider.servers(),
                                        Optional.of(provider),
                                        address.text(),
                                        ServerSearch.By.KNOWN)),
                        Consents.none(),
                        box,
                        new SecureRandom(),
                        false));
    }

    /** An inbox at a provider that everybody knows, connected with the right password. */
    public static Inbox connected(Store store, WorldClock clock, AccountId account, String owner, String address) {
        EmailAddress parsed = EmailAddress.parse(address).orElseThrow();
        MailServers servers =
                MailProvider.ofDomain(parsed.key().domain()).orElseThrow().servers();
        InboxConnecting.Outcome outcome = over(store, clock)
                .connecting()
                .connect(
                        new NewInbox(account, owner, parsed, "Sam Hill", servers),
                        new SignIn.Password(address, PASSWORD));
        return ((InboxConnecting.Outcome.Connected) outcome).inbox();
    }

    private static OneToOneSending sending(Kept kept, SignIns signIns, WorldClock clock) {
        LoopbackMail mail = new LoopbackMail();
        RulesInForce rules = RulesInForce.builtIn(clock);
        return new OneToOneSending(
                new OneToOneSending.Parts(
                        kept.inboxes(),
                        signIns,
                        kept.messages(),
                        mail,
                        (server, signIn, copy) -> new SentFolder.Filing.Filed(),
                        kept.writing().habits(),
                        kept.standing(),
                        rules::classify,
                        Runnable::run),
                new OneToOneComposing(
                        new TemplateComposer(),
                        (account, contact) -> URI.create("https://rebound.example/unsubscribe/" + contact),
                        clock,
                        new SecureRandom()),
                OneToOneSending.Heed.WARN,
                clock);
    }

    private static final class NobodyWatches implements InboxConnecting.InboxWatching {
        @Override
        public void begin(InboxId inbox) {
            // nothing comes
        }

        @Override
        public void end(InboxId inbox) {
            // nothing came
        }

        @Override
        public int count() {
            return 0;
        }
    }

    private static Optional<MailTrouble> trouble(MailEndpoint server, SignIn signIn, MailTrouble.Side side) {
        for (MailTrouble.Kind kind : MailTrouble.Kind.values()) {
            if (server.host().startsWith(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return Optional.of(new MailTrouble(kind, side, "<b>said the server</b>"));
            }
        }
        boolean right = signIn instanceof SignIn.Password(String ignored, String password) && password.equals(PASSWORD);
        return right
                ? Optional.empty()
                : Optional.of(new MailTrouble(MailTrouble.Kind.WRONG_PASSWORD, side, "no such user"));
    }

    @Override
    public Opened open(MailEndpoint server, SignIn signIn) {
        return trouble(server, signIn, MailTrouble.Side.IMAP)
                .<Opened>map(Opened.Failed::new)
                .orElseGet(() -> new Opened.Ready(new EmptyMailbox()));
    }

    @Override
    public Optional<MailTrouble> test(MailEndpoint server, SignIn signIn) {
        return trouble(server, signIn, MailTrouble.Side.SMTP);
    }

    @Override
    public Handed hand(MailEndpoint server, SignIn signIn, Letter letter) {
        return switch (letter.to().key().domain().startsWith("closed.")
                ? "refused"
                : letter.to().localPart()) {
            case "refused" -> new Handed.Refused(Diagnostic.ofText("550 5.1.1 <b>no such user</b>"));
            case "unclear" ->
                new Handed.Unclear(
                        new MailTrouble(MailTrouble.Kind.CONNECTION_LOST, MailTrouble.Side.SMTP, "the server hung up"));
            case "away" ->
                new Handed.NotHanded(
                        new MailTrouble(MailTrouble.Kind.REFUSED_CONNECTION, MailTrouble.Side.SMTP, "nobody answers"));
            default -> new Handed.Taken(Diagnostic.ofText("250 2.0.0 queued"));
        };
    }

    private static final class EmptyMailbox implements Mailbox {

        @Override
        public List<Folder> folders() {
            return List.of(new Folder("INBOX", true));
        }

        @Override
        public Optional<FolderPosition> examine(String folder) {
            return Optional.of(new FolderPosition(folder, 1, 1, 0));
        }

        @Override
        public Optional<Long> firstSince(Instant moment) {
            return Optional.empty();
        }

        @Override
        public Stretch headings(long fromUid) {
            return new Stretch(List.of(), fromUid);
        }

        @Override
        public Optional<byte[]> message(long uid, int octetsMax) {
            return Optional.empty();
        }

        @Override
        public boolean await(Duration most) {
            return false;
        }

        @Override
        public void close() {
            // there is no connection
        }
    }
}
