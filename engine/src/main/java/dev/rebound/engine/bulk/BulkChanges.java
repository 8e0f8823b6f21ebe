package dev.rebound.engine.bulk;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.bulk.Bulks.Portion;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: somebody changes many addresses at once. First the addresses are collected, then what would become of each
 * is found out and shown, then somebody says why and has it carried out; later it may be taken back.
 *
 * <p>Carrying out goes in portions: the first {@value #AT_ONCE_MAX} addresses before {@link #apply} returns, the rest on a
 * thread of its own. What that leaves, because the store failed or the process ended, {@link #finish} goes on with, behind
 * the last portion. Taking it back puts every address as it was, except where something newer happened to it: the answer
 * says which. A change that nobody carried out is forgotten after {@link #WAITS_FOR}.
 *
 * <p>Thread-safe.
 */
public final class BulkChanges {

    /** How long a change waits for somebody to say go. */
    public static final Duration WAITS_FOR = Duration.ofDays(1);
    /** Reading that has not brought anything for so long has broken off. */
    private static final Duration READING_SILENT_MAX = Duration.ofMinutes(10);
    /** What has not been touched for so long is nobody's any more, so somebody goes on with it. */
    private static final Duration ABANDONED_AFTER = Duration.ofSeconds(15);

    /** Entries gone through in one transaction. */
    private static final int PORTION = 2_000;

    private static final int AT_ONCE_MAX = 4_000;
    private static final int PAGE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(BulkChanges.class);

    private final Bulks bulks;
    private final Suppressions suppressions;
    private final AuditLog audit;
    private final WorldClock clock;
    private final Executor background;

    /** With threads of its own for what takes long. */
    public BulkChanges(Bulks bulks, Suppressions suppressions, AuditLog audit, WorldClock clock) {
        this(bulks, suppressions, audit, clock, work -> Thread.ofVirtual().start(work));
    }

    /**
     * With somebody else's.
     *
     * @param background does what is left when a call returns; one that does nothing leaves it to {@link #run}
     */
    public BulkChanges(Bulks bulks, Suppressions suppressions, AuditLog audit, WorldClock clock, Executor background) {
        this.bulks = bulks;
        this.suppressions = suppressions;
        this.audit = audit;
        this.clock = clock;
        this.background = background;
    }

    // ---- Collecting

    /** Begins to collect. */
    public BulkId begin(BulkOrder order) {
        return bulks.begin(order, clock.instant());
    }

    /** Collects more. */
    public void add(BulkId id, Portion portion) {
        bulks.add(id, portion, clock.instant());
    }

    /** Says whose list is being collected. */
    public void from(BulkId id, ListSource source) {
        bulks.from(id, source);
    }

    /** All has been collected: what would come of it is found out, as far as that is quick before this returns. */
    public void count(BulkId id) {
        bulks.collected(id, BulkStage.COUNTING, clock.instant());
        advance(id);
    }

    /** All has been collected, and nobody wants to know beforehand what would come of it. */
    public void ready(BulkId id) {
        bulks.collected(id, BulkStage.READY, clock.instant());
    }

    /** It could not be read. */
    public void fail(BulkId id, BulkChange.FileProblem problem) {
        bulks.fail(id, problem, clock.instant());
    }

    /** Collects these addresses and finds out what would come of them. */
    public BulkId choose(BulkOrder order, List<String> addresses) {
        BulkId id = begin(order);
        addNamed(id, addresses);
        count(id);
        return id;
    }

    /** Collects these addresses, at most {@link Bulks#ADDED_MAX}. */
    public void addNamed(BulkId id, List<String> addresses) {
        List<BulkEntry> entries = new ArrayList<>();
        List<BadLine> bad = new ArrayList<>();
        long line = 0;
        for (String text : addresses) {
            line++;
            Optional<EmailAddress> address = EmailAddress.parse(text.strip());
            if (address.isPresent()) {
                entries.add(new BulkEntry(address.get().key(), line, new BulkEntry.Named()));
            } else {
                bad.add(new BadLine(line, BadLine.Problem.MALFORMED_ADDRESS, text));
            }
        }
        add(id, new Portion(entries, bad, line));
    }

    /** Collects what the account suppresses and a filter fits, and finds out what would come of it. */
    public BulkId chooseMatching(BulkOrder order, String search, Optional<Reason> reason) {
        BulkId id = begin(order);
        addMatching(id, order.account(), search, reason);
        count(id);
        return id;
    }

    /** Collects what the account suppresses and a filter fits. */
    public void addMatching(BulkId id, AccountId account, String search, Optional<Reason> reason) {
        Optional<AddressKey> after = Optional.empty();
        List<SuppressedAddress> page;
        long line = 0;
        do {
            page = suppressions.page(account, search, reason, after, PAGE);
            List<BulkEntry> entries = new ArrayList<>();
            for (SuppressedAddress found : page) {
                line++;
                entries.add(new BulkEntry(found.address(), line, new BulkEntry.Named()));
            }
            add(id, new Portion(entries, List.of(), entries.size()));
            after = page.isEmpty() ? after : Optional.of(page.getLast().address());
        } while (page.size() == PAGE);
    }

    /** Forgets one that nobody has carried out. */
    public void discard(AccountId account, BulkId id) {
        bulks.discard(account, id);
    }

    // ---- Looking

    /** One of the account's. */
    public Optional<BulkChange> find(AccountId account, BulkId id) {
        return bulks.find(account, id);
    }

    /** The account's, the newest first. */
    public List<BulkChange> page(AccountId account, Optional<BulkId> before, int limit) {
        return bulks.page(account, before, limit);
    }

    /** Entries by address, of a change that {@link #find} has found. */
    public List<BulkLine> lines(BulkId id, Optional<BulkOutcome> outcome, Optional<BulkEntry.Key> after, int limit) {
        return bulks.lines(id, outcome, after, limit);
    }

    /** Bad lines by number, of a change that {@link #find} has found. */
    public List<BadLine> badLines(BulkId id, long after, int limit) {
        return bulks.badLines(id, after, limit);
    }

    // ---- Carrying out, taking back

    /** What came of asking. */
    public enum Answer {
        /** It goes on by itself. */
        STARTED,
        /** The account has no such change. */
        NOT_FOUND,
        /** It is not at a stage at which that can be done. */
        NOT_NOW,
        /** No explanation was given, or one that is too long. */
        WHY_MISSING
    }

    /** Carries it out; returns after commit, at the latest when the first portions are through. */
    public Answer apply(AccountId account, BulkId id, String by, String why) {
        Optional<BulkChange> change = find(account, id);
        if (change.isEmpty()) {
            return Answer.NOT_FOUND;
        }
        if (why.isBlank() || why.length() > Unbouncing.WHY_LENGTH_MAX) {
            return Answer.WHY_MISSING;
        }
        Instant now = clock.instant();
        if (!bulks.apply(account, id, by, why, now)) {
            return Answer.NOT_NOW;
        }
        AuditAction action = switch (change.get().order().kind()) {
            case UNBOUNCE -> AuditAction.MANY_UNBOUNCED;
            case IMPORT -> AuditAction.SUPPRESSIONS_IMPORTED;
        };
        note(change.get(), now, by, action, why);
        advance(id);
        return Answer.STARTED;
    }

    /** Takes it back; returns as {@link #apply} does. */
    public Answer undo(AccountId account, BulkId id, String by) {
        Optional<BulkChange> change = find(account, id);
        if (change.isEmpty()) {
            return Answer.NOT_FOUND;
        }
        Instant now = clock.instant();
        if (!bulks.undo(account, id, by, now)) {
            return Answer.NOT_NOW;
        }
        note(change.get(), now, by, AuditAction.BULK_UNDONE, change.get().why());
        advance(id);
        return Answer.STARTED;
    }

    private void note(BulkChange change, Instant now, String by, AuditAction action, String why) {
        String subject = "#" + change.id() + " " + change.order().origin();
        audit.append(new AuditEntry(now, Optional.of(change.order().account()), by, action, subject, why));
    }

    private void advance(BulkId id) {
        int through = 0;
        int portion;
        do {
            portion = bulks.advance(id, PORTION, clock.instant());
            through += portion;
        } while (portion > 0 && through < AT_ONCE_MAX);
        if (portion > 0) {
            background.execute(() -> finishOf(id));
        }
    }

    /**
     * Goes through all that is left of the stage it is at, on the caller's thread.
     *
     * @param progress told how many entries more have been gone through
     */
    public void run(BulkId id, Consumer<Integer> progress) {
        int portion;
        do {
            portion = bulks.advance(id, PORTION, clock.instant());
            progress.accept(portion);
        } while (portion > 0);
    }

    /** Goes on with whatever nobody is at any more, and clears away what came to nothing. */
    public void finish() {
        Instant now = clock.instant();
        bulks.unfinished(now.minus(ABANDONED_AFTER)).forEach(this::finishOf);
        int givenUp = bulks.giveUp(now.minus(READING_SILENT_MAX), now.minus(WAITS_FOR));
        if (givenUp > 0) {
            LOG.info("Bulk changes that came to nothing were cleared away changes={}", givenUp);
        }
    }

    private void finishOf(BulkId id) {
        try {
            run(id, portion -> LOG.debug("A portion of a bulk change is through bulk={} entries={}", id, portion));
        } catch (StoreUnavailableException e) {
            LOG.warn("A bulk change has not come to its end; it goes on later bulk={}", id, e);
        }
    }
}
