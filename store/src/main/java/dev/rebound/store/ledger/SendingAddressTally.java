package dev.rebound.store.ledger;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.store.database.Micros;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Adds up what servers answered to each of our addresses in a batch, and writes it as a few rows. For one use. */
final class SendingAddressTally {

    private static final long MICROS_A_DAY = 86_400_000_000L;

    private final TreeMap<Key, Replies> replies = new TreeMap<>();

    private record Key(long account, long day, String address) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparingLong(Key::account)
                .thenComparingLong(Key::day)
                .thenComparing(Key::address);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record Replies(long taken, long deferred, long refused) {

        Replies plus(Replies other) {
            return new Replies(taken + other.taken, deferred + other.deferred, refused + other.refused);
        }
    }

    /** Counts the answer that an entry rests on, if it is known which of our addresses it was given to. */
    void add(Entry entry, List<LedgerEvent> events) {
        entry.sentFrom()
                .ifPresent(address -> events.forEach(event -> {
                    switch (event) {
                        case LedgerEvent.Delivered delivered -> add(delivered, address, new Replies(1, 0, 0));
                        case LedgerEvent.Relayed relayed -> add(relayed, address, new Replies(1, 0, 0));
                        case LedgerEvent.Deferred deferred -> add(deferred, address, new Replies(0, 1, 0));
                        case LedgerEvent.Bounced bounced -> add(bounced, address, new Replies(0, 0, 1));
                        default -> {
                            // Follows from the answer, and is none.
                        }
                    }
                }));
    }

    private void add(LedgerEvent event, String address, Replies one) {
        AccountId account = event.account();
        replies.merge(new Key(account.value(), Micros.of(event.at()) / MICROS_A_DAY, address), one, Replies::plus);
    }

    void write(Handle handle) {
        LedgerSql.on(handle, "countReplies")
                .executeTogether(
                        List.copyOf(replies.entrySet()),
                        (count, row) -> count.bind("account", row.getKey().account())
                                .bind("day", row.getKey().day())
                                .bind("address", row.getKey().address())
                                .bind("taken", row.getValue().taken())
                                .bind("deferred", row.getValue().deferred())
                                .bind("refused", row.getValue().refused()));
    }
}
