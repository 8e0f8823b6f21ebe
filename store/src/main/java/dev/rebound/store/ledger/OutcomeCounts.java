package dev.rebound.store.ledger;

import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Keeps count of what the messages of each email came to. What a batch changes is added up first, so that a thousand
 * deliveries of an email are two rows. For one use.
 */
final class OutcomeCounts {

    private final Handle handle;
    private final Map<Long, Map<Outcome, Long>> byEmail = new TreeMap<>();
    private final Map<Long, Change> withoutEmail = new HashMap<>();

    OutcomeCounts(Handle handle) {
        this.handle = handle;
    }

    /** What a message came to, as far as it is counted; an empty text stands for nothing. */
    private record Outcome(String status, String bounce, String reason, String notSent) implements Comparable<Outcome> {

        private static final Comparator<Outcome> ORDER = Comparator.comparing(Outcome::status)
                .thenComparing(Outcome::bounce)
                .thenComparing(Outcome::reason)
                .thenComparing(Outcome::notSent);

        static Outcome of(MessageState message) {
            Optional<Verdict> verdict = message.verdict();
            return new Outcome(
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

    /** From what to what. */
    private record Change(Outcome before, Outcome after) {}

    /** A message that was not there. */
    void added(long email, MessageState message) {
        count(email, Outcome.of(message), 1);
    }

    /** A message that is not as it was; whose email it is of, is looked up. */
    void changed(long message, MessageState before, MessageState after) {
        Change change = new Change(Outcome.of(before), Outcome.of(after));
        if (!change.before().equals(change.after())) {
            withoutEmail.put(message, change);
        }
    }

    private void count(long email, Outcome outcome, long number) {
        byEmail.computeIfAbsent(email, id -> new TreeMap<>()).merge(outcome, number, Long::sum);
    }

    void write() {
        LedgerSql.keyed(handle, "emailsOfMessages")
                .forEach("ids", withoutEmail.keySet().stream().sorted().toList(), row -> {
                    Change change = withoutEmail.get(row.getLong("id"));
                    long email = row.getLong("email");
                    if (change != null && !row.wasNull()) {
                        count(email, change.before(), -1);
                        count(email, change.after(), 1);
                    }
                });
        byEmail.forEach(this::write);
    }

    private void write(long email, Map<Outcome, Long> counts) {
        List<Map.Entry<Outcome, Long>> rows =
                counts.entrySet().stream().filter(row -> row.getValue() != 0).toList();
        LedgerSql.on(handle, "countOutcome")
                .executeEach(
                        rows,
                        (count, row) -> count.bind("email", email)
                                .bind("status", row.getKey().status())
                                .bind("bounce", row.getKey().bounce())
                                .bind("reason", row.getKey().reason())
                                .bind("notSent", row.getKey().notSent())
                                .bind("number", row.getValue()));
    }
}
