package dev.rebound.engine.bulk;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.BulkId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A bulk change and how far it has come.
 *
 * @param why said when it was carried out; empty before
 * @param begunAt when somebody asked for it
 * @param appliedAt when it began to be carried out
 * @param problem why its addresses could not be read, if they could not
 * @param counts what came of its entries, or would come; until it has been counted, nothing
 * @param undoneCounts what came of taking it back
 */
public record BulkChange(
        BulkId id,
        BulkOrder order,
        BulkStage stage,
        String why,
        Instant begunAt,
        Optional<Instant> appliedAt,
        Optional<Undone> undone,
        Optional<FileProblem> problem,
        Figures figures,
        List<Count> counts,
        List<Count> undoneCounts) {

    public BulkChange {
        counts = List.copyOf(counts);
        undoneCounts = List.copyOf(undoneCounts);
    }

    /** Who took it back, and when that began. */
    public record Undone(Instant at, String by) {}

    /**
     * How much there is to do.
     *
     * @param lines read, headings and empty ones included
     * @param goodLines of them, with something to do
     * @param badLines of them, left out for a reason
     * @param entries different ones; known once all has been read
     * @param done of them, at the stage it is at
     */
    public record Figures(long lines, long goodLines, long badLines, long entries, long done) {

        /** Lines that say what an earlier line said; known once all has been read. */
        public long repeated() {
            return entries == 0 ? 0 : goodLines - entries;
        }

        /** 0 to 100, of the stage it is at. */
        public int percent() {
            return entries == 0 ? 0 : (int) Math.min(100, 100 * done / entries);
        }
    }

    /**
     * How many entries come to one thing.
     *
     * @param reason what they are, were or would be suppressed for, where that is known
     */
    public record Count(BulkOutcome outcome, Optional<Reason> reason, long number) {}

    /** How many come to this. */
    public long count(BulkOutcome outcome) {
        return counts.stream()
                .filter(count -> count.outcome() == outcome)
                .mapToLong(Count::number)
                .sum();
    }

    /** How many are changed, or would be. */
    public long acting() {
        return counts.stream()
                .filter(count -> count.outcome().acts())
                .mapToLong(Count::number)
                .sum();
    }

    /** How many of those were taken back. */
    public long undoneActing() {
        return undoneCounts.stream()
                .filter(count -> count.outcome().acts())
                .mapToLong(Count::number)
                .sum();
    }

    /** Why nothing could be read. Nothing was changed. */
    public enum FileProblem {
        /** There is nothing in it. */
        EMPTY,
        /** No column with addresses, or a form that is none of those we know. */
        NOT_RECOGNISED,
        /** More lines than are taken. */
        TOO_MANY_LINES,
        /** Unpacked it is larger than is taken. */
        TOO_LARGE,
        /** The file could not be read to its end, or the process ended meanwhile. */
        BROKEN_OFF
    }
}
