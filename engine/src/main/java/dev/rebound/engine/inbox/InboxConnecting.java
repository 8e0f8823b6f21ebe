package dev.rebound.engine.inbox;

import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.time.WorldClock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Use case: people connect their mailboxes. Nothing is kept before both directions have been tried and found to work. Thread-safe.
 */
public final class InboxConnecting {

    private final Parts parts;
    private final InboxWatching watching;
    private final AuditLog audit;
    private final WorldClock clock;

    /** What connecting works with. */
    public record Parts(Inboxes inboxes, SignIns signIns, Mailboxes mailboxes, MailSubmission submission) {}

    /** Who is told that an inbox is to be watched, or not any more. */
    public interface InboxWatching {

        /** Watch it from now on. */
        void begin(InboxId inbox);

        /** Watch it no more. */
        void end(InboxId inbox);

        /** How many are watched, by this node. */
        int count();
    }

    public InboxConnecting(Parts parts, InboxWatching watching, AuditLog audit, WorldClock clock) {
        this.parts = parts;
        this.watching = watching;
        this.audit = audit;
        this.clock = clock;
    }

    /** What came of trying both directions; a direction that works has no trouble. */
    public record Tried(Optional<MailTrouble> imap, Optional<MailTrouble> smtp) {

        /** Both work. */
        public boolean isWell() {
            return imap.isEmpty() && smtp.isEmpty();
        }
    }

    /** What came of connecting. */
    public sealed interface Outcome {

        /** It is connected and watched. */
        record Connected(Inbox inbox) implements Outcome {}

        /** At least one direction does not work; nothing was kept. */
        record NotWorking(Tried tried) implements Outcome {}

        /** The account has as many as it may. */
        record TooMany() implements Outcome {}
    }

    /** Tries both directions, at once; nothing is sent, and nothing is changed. */
    public Tried test(MailServers servers, SignIn signIn) {
        CompletableFuture<Optional<MailTrouble>> smtp = new CompletableFuture<>();
        Thread.ofVirtual().name("inbox-test").start(() -> {
            try {
                smtp.complete(parts.submission().test(servers.smtp(), signIn));
            } catch (RuntimeException e) {
                smtp.completeExceptionally(e);
            }
        });
        return new Tried(testImap(servers.imap(), signIn), smtp.join());
    }

    private Optional<MailTrouble> testImap(MailEndpoint server, SignIn signIn) {
        return switch (parts.mailboxes().open(server, signIn)) {
            case Mailboxes.Opened.Failed(MailTrouble trouble) -> Optional.of(trouble);
            case Mailboxes.Opened.Ready(Mailboxes.Mailbox mailbox) -> {
                try (mailbox) {
                    List<Mailboxes.Folder> folders = mailbox.folders();
                    yield mailbox.examine(folders.getFirst().name()).isPresent()
                            ? Optional.empty()
                            : Optional.of(new MailTrouble(
                                    MailTrouble.Kind.REFUSED, MailTrouble.Side.IMAP, "the inbox cannot be opened"));
                } catch (Mailboxes.MailboxLostException e) {
                    yield Optional.of(e.trouble());
                }
            }
        };
    }

    /** How many inboxes this node watches. */
    public int watched() {
        return watching.count();
    }

    /** Tries both directions again with the secret that is kept. */
    public Tried test(Inbox inbox) {
        return switch (parts.signIns().of(inbox)) {
            case SignIns.Found.Usable(SignIn signIn) -> test(inbox.servers(), signIn);
            case SignIns.Found.Unusable(MailTrouble trouble) -> new Tried(Optional.of(trouble), Optional.of(trouble));
        };
    }

    /** Connects an inbox, if both directions work; the same address again is the same inbox. */
    public Outcome connect(NewInbox inbox, SignIn signIn) {
        boolean known = parts.inboxes()
                .findByAddress(inbox.account(), inbox.address().key())
                .isPresent();
        if (!known && parts.inboxes().count(inbox.account()) >= Inboxes.COUNT_MAX) {
            return new Outcome.TooMany();
        }
        Tried tried = test(inbox.servers(), signIn);
        if (!tried.isWell()) {
            return new Outcome.NotWorking(tried);
        }
        byte[] sealed = parts.signIns().seal(inbox.account(), inbox.address().key(), signIn);
        Inbox connected = parts.inboxes().connect(inbox, sealed, clock.instant());
        note(connected, inbox.owner(), known ? AuditAction.INBOX_CHANGED : AuditAction.INBOX_CONNECTED);
        watching.end(connected.id());
        watching.begin(connected.id());
        return new Outcome.Connected(connected);
    }

    /** Forgets the secret, and watches it no more; false if it is disconnected already. */
    public boolean disconnect(Inbox inbox, String by) {
        boolean done = parts.inboxes().disconnect(inbox.account(), inbox.id(), clock.instant());
        if (done) {
            watching.end(inbox.id());
            note(inbox, by, AuditAction.INBOX_DISCONNECTED);
        }
        return done;
    }

    private void note(Inbox inbox, String by, AuditAction action) {
        audit.append(new AuditEntry(
                clock.instant(),
                Optional.of(inbox.account()),
                by,
                action,
                inbox.address().text(),
                inbox.servers().imap() + " " + inbox.servers().smtp()));
    }
}
