package dev.rebound.engine.inbox;

import dev.rebound.engine.inbox.Inbox.Condition;
import dev.rebound.engine.inbox.Inbox.Figures;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.InboxClaims.Claim;
import dev.rebound.engine.inbox.Mailboxes.Folder;
import dev.rebound.engine.inbox.Mailboxes.Heading;
import dev.rebound.engine.inbox.Mailboxes.Mailbox;
import dev.rebound.engine.inbox.Mailboxes.MailboxLostException;
import dev.rebound.engine.inbox.Mailboxes.Opened;
import dev.rebound.engine.inbox.Mailboxes.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one inbox, on a virtual thread of its own: connects, looks at every folder from where it stopped, waits, and starts over when
 * anything breaks, with longer and longer pauses. It moves on only after what it saw is committed; so whatever happens, nothing is
 * missed, and what is read twice is one piece of evidence.
 *
 * <p>Numbers: what is below {@code UIDNEXT} has been seen. Another {@code UIDVALIDITY} makes all numbers mean something else; then
 * messages are looked at again from those of the last days on, and known ones are known by their content. In a folder seen for the first time
 * everything from the days before is looked at, and nothing older, however many there are.
 */
final class InboxWatch implements Runnable {

    /** At the first trouble, and twice as long at each further one. */
    private static final Duration PAUSE_MIN = Duration.ofSeconds(1);

    /**
     * A connection that was well for so long has ended as connections do, and is made again without a word. Gmail for one ends each
     * when its token does, every hour (developers.google.com/workspace/gmail/imap/imap-smtp, "Session length limits").
     */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(InboxWatch.class);

    private final InboxId id;
    private final Claim claim;
    private final InboxWatches.Parts parts;
    private final InboxWatches.Habits habits;
    private final InboxWatches.Crowd crowd;
    private final Semaphore wakes = new Semaphore(0);
    private int failures;
    private Optional<Instant> wellSince = Optional.empty();
    private volatile boolean over;

    InboxWatch(
            InboxId id, Claim claim, InboxWatches.Parts parts, InboxWatches.Habits habits, InboxWatches.Crowd crowd) {
        this.id = id;
        this.claim = claim;
        this.parts = parts;
        this.habits = habits;
        this.crowd = crowd;
    }

    @Override
    public void run() {
        try (claim) {
            while (!over && claim.isHeld()) {
                Optional<Inbox> inbox = parts.inboxes().find(id).filter(Inbox::canSend);
                if (inbox.isEmpty()) {
                    return;
                }
                wellSince = Optional.empty();
                Optional<MailTrouble> trouble = once(inbox.get());
                if (over || trouble.isEmpty()) {
                    return;
                }
                if (wasSteady()) {
                    failures = 0;
                } else {
                    failures++;
                    troubled(trouble.get());
                }
                if (trouble.get().kind().needsPerson()) {
                    return;
                }
                pause();
            }
        }
    }

    private boolean wasSteady() {
        return wellSince
                .filter(since -> !parts.clock().instant().isBefore(since.plus(STEADY)))
                .isPresent();
    }

    /** Ends it; what it is doing may still take until its server answers. */
    void end() {
        over = true;
        wakes.release();
    }

    /** One connection, to its end; why it ended, if not because it should. */
    private Optional<MailTrouble> once(Inbox inbox) {
        try {
            return switch (parts.signIns().of(inbox)) {
                case SignIns.Found.Unusable(MailTrouble trouble) -> Optional.of(trouble);
                case SignIns.Found.Usable(SignIn signIn) -> connected(inbox, signIn);
            };
        } catch (RuntimeException e) {
            // The store, for example: the inbox goes on when it does, and other inboxes are none of it.
            if (over) {
                return Optional.empty();
            }
            LOG.error("An inbox could not be watched inbox={}", id, e);
            return Optional.of(new MailTrouble(
                    MailTrouble.Kind.CONNECTION_LOST, MailTrouble.Side.IMAP, "Rebound could not record what it saw"));
        }
    }

    private Opened open(Inbox inbox, SignIn signIn) {
        try (var _ = crowd.connecting().take()) {
            return parts.mailboxes().open(inbox.servers().imap(), signIn);
        }
    }

    /** A provider may end a token before its time; whether the consent is over, only the token's endpoint knows. */
    private Optional<MailTrouble> again(Inbox inbox) {
        return switch (parts.signIns().renewed(inbox)) {
            case SignIns.Found.Unusable(MailTrouble trouble) -> Optional.of(trouble);
            case SignIns.Found.Usable(SignIn signIn) ->
                switch (open(inbox, signIn)) {
                    case Opened.Failed(MailTrouble trouble) -> Optional.of(trouble);
                    case Opened.Ready(Mailbox mailbox) -> watched(inbox, mailbox);
                };
        };
    }

    private Optional<MailTrouble> connected(Inbox inbox, SignIn signIn) {
        return switch (open(inbox, signIn)) {
            case Opened.Failed(MailTrouble trouble) ->
                trouble.kind() == MailTrouble.Kind.CONSENT_REVOKED ? again(inbox) : Optional.of(trouble);
            case Opened.Ready(Mailbox mailbox) -> watched(inbox, mailbox);
        };
    }

    private Optional<MailTrouble> watched(Inbox inbox, Mailbox mailbox) {
        try (mailbox) {
            return watch(inbox, mailbox);
        } catch (MailboxLostException e) {
            return Optional.of(e.trouble());
        }
    }

    private Optional<MailTrouble> watch(Inbox inbox, Mailbox mailbox) throws MailboxLostException {
        List<Folder> folders = mailbox.folders();
        boolean well = false;
        while (!over && claim.isHeld()) {
            for (Folder folder : folders.reversed()) {
                look(inbox, mailbox, folder.name());
            }
            if (!well) {
                well = true;
                wellSince = Optional.of(parts.clock().instant());
                note(InboxState.CONNECTED, Optional.empty());
            }
            long rounds = Math.max(1, habits.othersEvery().dividedBy(habits.idleMost()));
            for (long i = 0; i < rounds && !over; i++) {
                if (mailbox.await(habits.idleMost())) {
                    look(inbox, mailbox, folders.getFirst().name());
                }
                if (parts.inboxes().find(id).filter(Inbox::canSend).isEmpty()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Looks at what is new in a folder, and leaves it open. */
    private void look(Inbox inbox, Mailbox mailbox, String name) throws MailboxLostException {
        Optional<FolderPosition> now = mailbox.examine(name);
        if (now.isEmpty()) {
            return;
        }
        Optional<FolderPosition> before = parts.inboxes().positions(id).stream()
                .filter(position -> position.folder().equals(name))
                .findFirst();
        boolean same = before.filter(
                        position -> position.uidValidity() == now.get().uidValidity())
                .isPresent();
        long next = same ? before.get().uidNext() : first(mailbox, now.get());
        if (!same) {
            keep(now.get(), next, Figures.NONE);
        }
        if (next < now.get().uidNext()) {
            try (var _ = crowd.reading().take()) {
                read(inbox, mailbox, now.get(), next);
            }
        }
    }

    private void read(Inbox inbox, Mailbox mailbox, FolderPosition now, long from) throws MailboxLostException {
        long next = from;
        Stretch stretch = mailbox.headings(next);
        while (stretch.next() > next && !over) {
            Figures seen = Figures.NONE;
            for (Heading heading : stretch.headings()) {
                seen = seen.plus(parts.reading()
                        .take(inbox, heading, () -> mailbox.message(heading.uid(), InboxReading.MESSAGE_OCTETS_MAX))
                        .counted());
            }
            if (!claim.isHeld()) {
                return;
            }
            next = Math.min(stretch.next(), Math.max(now.uidNext(), lastOf(stretch) + 1));
            keep(now, next, seen);
            stretch = next < now.uidNext() ? mailbox.headings(next) : new Stretch(List.of(), next);
        }
    }

    private static long lastOf(Stretch stretch) {
        return stretch.headings().isEmpty() ? 0 : stretch.headings().getLast().uid();
    }

    private long first(Mailbox mailbox, FolderPosition now) throws MailboxLostException {
        Instant since = parts.clock().instant().minus(habits.looksBack());
        return habits.looksBack().isZero()
                ? now.uidNext()
                : mailbox.firstSince(since).orElse(now.uidNext());
    }

    private void keep(FolderPosition now, long next, Figures seen) {
        FolderPosition position = new FolderPosition(now.folder(), now.uidValidity(), next, now.modSeq());
        parts.inboxes().advance(id, position, seen, parts.clock().instant());
    }

    private void troubled(MailTrouble trouble) {
        LOG.info("inbox troubled inbox={} kind={} failures={}", id, trouble.kind(), failures);
        try {
            note(trouble.kind().needsPerson() ? InboxState.SIGN_IN_NEEDED : InboxState.TROUBLED, Optional.of(trouble));
        } catch (RuntimeException e) {
            LOG.error("An inbox's trouble could not be noted inbox={}", id, e);
        }
    }

    private void note(InboxState state, Optional<MailTrouble> trouble) {
        Instant now = parts.clock().instant();
        Optional<Condition> before = parts.inboxes().find(id).map(Inbox::condition);
        boolean same = before.filter(condition -> condition.state() == state).isPresent();
        Instant since = same ? before.get().since() : now;
        Optional<Instant> seen = trouble.isEmpty() ? Optional.of(now) : Optional.empty();
        parts.inboxes().note(id, new Condition(state, since, trouble, seen));
    }

    /** Twice as long each time, and never the same for all: thousands of inboxes may be at one provider. */
    private void pause() {
        long doubled = PAUSE_MIN.toMillis() << Math.min(failures - 1, 20);
        long most = Math.min(doubled, habits.pauseMost().toMillis());
        long pause = most / 2 + parts.random().nextLong(most / 2 + 1);
        try {
            var _ = wakes.tryAcquire(pause, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            over = true;
            Thread.currentThread().interrupt();
        }
    }
}
