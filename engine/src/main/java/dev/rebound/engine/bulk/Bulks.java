package dev.rebound.engine.bulk;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Port: bulk changes. Writes return after commit. */
public interface Bulks {

    /** Most entries of one {@link #add}. */
    int ADDED_MAX = 5_000;

    /** Bad lines that are kept of one change; those beyond are counted. */
    int BAD_LINES_KEPT_MAX = 10_000;

    /** Begins one that is {@link BulkStage#COLLECTING}. */
    BulkId begin(BulkOrder order, Instant at);

    /** What was read since the last time; {@code lines} counts all of them, headings and empty ones too. */
    record Portion(List<BulkEntry> entries, List<BadLine> badLines, long lines) {
        public Portion {
            entries = List.copyOf(entries);
            badLines = List.copyOf(badLines);
        }

        /**
         * The same in portions that can be added one after the other, by the order of the addresses and then of the lines; the
         * first of them counts all lines.
         */
        public static List<Portion> of(List<BulkEntry> entries, List<BadLine> badLines, long lines) {
            List<BulkEntry> sorted = entries.stream()
                    .sorted(Comparator.comparing(BulkEntry::address).thenComparingLong(BulkEntry::line))
                    .toList();
            List<Portion> portions = new ArrayList<>();
            portions.add(new Portion(sorted.subList(0, Math.min(ADDED_MAX, sorted.size())), badLines, lines));
            for (int from = ADDED_MAX; from < sorted.size(); from += ADDED_MAX) {
                portions.add(
                        new Portion(sorted.subList(from, Math.min(from + ADDED_MAX, sorted.size())), List.of(), 0));
            }
            return portions;
        }
    }

    /** Adds what was read; of two entries that say the same of an address the first counts. */
    void add(BulkId id, Portion portion, Instant at);

    /** Says whose list it is. */
    void from(BulkId id, ListSource source);

    /** All has been read: from {@link BulkStage#COLLECTING} to the next stage. */
    void collected(BulkId id, BulkStage next, Instant at);

    /** It cannot be read: forgets its entries. */
    void fail(BulkId id, BulkChange.FileProblem problem, Instant at);

    /** From {@link BulkStage#READY} to {@link BulkStage#APPLYING}; false if it is not ready. */
    boolean apply(AccountId account, BulkId id, String by, String why, Instant at);

    /** From {@link BulkStage#DONE} to {@link BulkStage#UNDOING}; false if it has not been carried out. */
    boolean undo(AccountId account, BulkId id, String by, Instant at);

    /**
     * Goes on with whatever stage it is at, by the next entries; what came of them and how far it has come are
     * committed together, so whoever asks again, after a crash too, goes on behind the last one.
     *
     * @return how many entries were gone through; 0 once there is nothing left to do at this stage, which then ends
     */
    int advance(BulkId id, int limit, Instant at);

    /** One of the account's. */
    Optional<BulkChange> find(AccountId account, BulkId id);

    /** The account's, the newest first. */
    List<BulkChange> page(AccountId account, Optional<BulkId> before, int limit);

    /**
     * Its entries by address.
     *
     * @param outcome only those that came to this
     * @param after behind the last of an earlier page
     */
    List<BulkLine> lines(BulkId id, Optional<BulkOutcome> outcome, Optional<BulkEntry.Key> after, int limit);

    /** Its bad lines by number. */
    List<BadLine> badLines(BulkId id, long after, int limit);

    /** What should go on and has not been touched since a moment: counting, applying, undoing. */
    List<BulkId> unfinished(Instant untouchedSince);

    /** Forgets one that is {@link BulkStage#READY}; does nothing if there is none. */
    void discard(AccountId account, BulkId id);

    /**
     * Gives up what has been collecting without a touch since a moment, and forgets what waits since {@code ready}
     * for somebody to say go.
     *
     * @return how many
     */
    int giveUp(Instant collecting, Instant ready);
}
