package dev.rebound.store.ledger;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.store.database.Micros;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What pages show of emails, added up: what their messages came to, how they stand by domain, and when. What a batch
 * changes is added up here before it is written, so that a thousand deliveries of an email are a few rows; and what
 * {@code rebound verify} rebuilds is added up here to be compared. Holds as much as there are different counts.
 */
final class EmailTally {

    private static final long MICROS_A_SECOND = 1_000_000;
    /** In seconds, what happened when is counted by: seconds for the charts of short sendings, minutes for those of long ones. */
    private static final List<Integer> WIDTHS = List.of(1, 60);

    private final Map<Outcome, Long> outcomes = new HashMap<>();
    private final Map<Domain, Standing> domains = new HashMap<>();
    private final Map<Moment, Long> course = new HashMap<>();

    /** What messages of an email came to; an empty text stands for nothing. */
    record Outcome(long email, String status, String bounce, String reason, String notSent)
            implements Comparable<Outcome> {

        private static final Comparator<Outcome> ORDER = Comparator.comparingLong(Outcome::email)
                .thenComparing(Outcome::status)
                .thenComparing(Outcome::bounce)
                .thenComparing(Outcome::reason)
                .thenComparing(Outcome::notSent);

        static Outcome of(long email, MessageState message) {
            Optional<Verdict> verdict = message.verdict();
            return new Outcome(
                    email,
                    message.status().name(),
                    verdict.map(v -> v.type().name()).orElse(""),
                    verdict.map(v -> v.reason().name()).orElse(""),
                    message.notSent().map(Enum::name).orElse(""));
        }

        @Override
        public int compareTo(Outcome other) {
            return ORDER.compare(this, other);
        }
    }

    /** The messages of an email to a domain. */
    record Domain(long email, String domain) implements Comparable<Domain> {

        private static final Comparator<Domain> ORDER =
                Comparator.comparingLong(Domain::email).thenComparing(Domain::domain);

        @Override
        public int compareTo(Domain other) {
            return ORDER.compare(this, other);
        }
    }

    /** How many of them stand how. */
    record Standing(long pending, long delivered, long hard, long soft) {

        static final Standing NONE = new Standing(0, 0, 0, 0);

        static Standing of(MessageState message) {
            return switch (message.status()) {
                case QUEUED, PENDING -> new Standing(1, 0, 0, 0);
                case RELAYED, DELIVERED -> new Standing(0, 1, 0, 0);
                case BOUNCED ->
                    EmailTally.hasBouncedHard(message) ? new Standing(0, 0, 1, 0) : new Standing(0, 0, 0, 1);
                case NOT_SENT -> NONE;
            };
        }

        Standing plus(Standing other) {
            return new Standing(
                    pending + other.pending, delivered + other.delivered, hard + other.hard, soft + other.soft);
        }

        Standing times(long factor) {
            return new Standing(pending * factor, delivered * factor, hard * factor, soft * factor);
        }
    }

    /**
     * A second or a minute of an email.
     *
     * @param start in widths since 1970
     */
    record Moment(long email, int width, long start, CourseKind kind) implements Comparable<Moment> {

        private static final Comparator<Moment> ORDER = Comparator.comparingLong(Moment::email)
                .thenComparingInt(Moment::width)
                .thenComparingLong(Moment::start)
                .thenComparing(moment -> moment.kind().name());

        @Override
        public int compareTo(Moment other) {
            return ORDER.compare(this, other);
        }
    }

    static boolean hasBouncedHard(MessageState message) {
        return message.verdict()
                .filter(verdict -> verdict.type() == BounceType.HARD)
                .isPresent();
    }

    /** Counts a message that was not there. */
    void add(long email, String domain, MessageState message) {
        add(email, domain, message, 1);
    }

    /** Counts a message that is not as it was. */
    void change(long email, String domain, MessageState before, MessageState after) {
        add(email, domain, before, -1);
        add(email, domain, after, 1);
    }

    private void add(long email, String domain, MessageState message, long number) {
        outcomes.merge(Outcome.of(email, message), number, Long::sum);
        domains.merge(new Domain(email, domain), Standing.of(message).times(number), Standing::plus);
    }

    /** Counts an event of a message; what says nothing of how it fared is not counted. */
    void add(long email, LedgerEvent event) {
        kindOf(event).ifPresent(kind -> {
            for (int width : WIDTHS) {
                long start = Micros.of(event.at()) / (width * MICROS_A_SECOND);
                course.merge(new Moment(email, width, start, kind), 1L, Long::sum);
            }
        });
    }

    private static Optional<CourseKind> kindOf(LedgerEvent event) {
        return switch (event) {
            case LedgerEvent.Queued ignored -> Optional.of(CourseKind.BEGUN);
            case LedgerEvent.NotSent ignored -> Optional.of(CourseKind.BEGUN);
            case LedgerEvent.Delivered ignored -> Optional.of(CourseKind.DELIVERED);
            case LedgerEvent.Relayed ignored -> Optional.of(CourseKind.DELIVERED);
            case LedgerEvent.Deferred ignored -> Optional.of(CourseKind.DEFERRED);
            case LedgerEvent.Bounced e -> Optional.of(kindOf(e.verdict()));
            case LedgerEvent.Expired e -> Optional.of(kindOf(e.verdict()));
            case LedgerEvent.Noted ignored -> Optional.empty();
            case LedgerEvent.Interrupted ignored -> Optional.empty();
            case LedgerEvent.Unbounced ignored -> Optional.empty();
            case LedgerEvent.Imported ignored -> Optional.empty();
            case LedgerEvent.Withdrawn ignored -> Optional.empty();
            case LedgerEvent.Restored ignored -> Optional.empty();
            case LedgerEvent.Lapsed ignored -> Optional.empty();
            case LedgerEvent.Recovered ignored -> Optional.empty();
            case LedgerEvent.Reassessed ignored -> Optional.empty();
            case LedgerEvent.Held ignored -> Optional.empty();
            case LedgerEvent.Released ignored -> Optional.empty();
            case LedgerEvent.RolledBack ignored -> Optional.empty();
            case LedgerEvent.Reclassified ignored -> Optional.empty();
            case LedgerEvent.GloballyBounced ignored -> Optional.empty();
            case LedgerEvent.GlobalWithdrawn ignored -> Optional.empty();
            case LedgerEvent.GlobalLifted ignored -> Optional.empty();
        };
    }

    private static CourseKind kindOf(Verdict verdict) {
        return switch (verdict.type()) {
            case HARD -> CourseKind.HARD;
            case SOFT -> CourseKind.SOFT;
            case PENDING -> CourseKind.DEFERRED;
        };
    }

    /** Every count that is not zero. */
    Map<Outcome, Long> outcomes() {
        return without(outcomes, 0L);
    }

    /** Every count that is not zero. */
    Map<Domain, Standing> domains() {
        return without(domains, Standing.NONE);
    }

    /** Every count; events are not taken back. */
    Map<Moment, Long> course() {
        return course;
    }

    private static <K, V> Map<K, V> without(Map<K, V> counts, V nothing) {
        counts.values().removeIf(nothing::equals);
        return counts;
    }
}
