package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.engine.ledger.Verification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds every state from the ledger and compares it with the tables.
 *
 * <p>The events are read once, address by address, so at any time one address is in memory: it does not matter
 * how long the history is. What that cannot show, rows without any event and events without their message, is
 * looked for at the end. The figures of an email are counted from the compared rows when they are asked for, so there is no
 * counter that could be wrong by itself.
 *
 * <p>For one use, in one read transaction: writers go on meanwhile and are not seen.
 */
final class Verifier {

    private final Handle handle;
    private final List<String> differences = new ArrayList<>();
    private long differencesInAll;
    private long events;
    private long addresses;
    private long messages;
    /** Rows of the global list that belong to the addresses seen so far. */
    private long counting;

    private long listed;

    Verifier(Handle handle) {
        this.handle = handle;
    }

    Verification verify() {
        compareAddresses();
        handle.createQuery(LedgerSql.get("messagesWithoutEvents"))
                .map((row, context) -> row.getLong("id"))
                .forEach(id -> differ("message " + id + " is in the tables and has no event in the ledger"));
        handle.createQuery(LedgerSql.get("eventsWithoutMessage"))
                .map((row, context) -> row.getLong("seq"))
                .forEach(seq -> differ("event " + seq + " is of a message that is not in the tables"));
        handle.createQuery(LedgerSql.get("messagesNotInQueue"))
                .map((row, context) -> row.getLong("id"))
                .forEach(id -> differ("message " + id + " is in flight and not in the queue"));
        handle.createQuery(LedgerSql.get("endedMessagesInQueue"))
                .map((row, context) -> row.getLong("id"))
                .forEach(id -> differ("message " + id + " has ended and is in the queue"));
        handle.createQuery(LedgerSql.get("addressesWithoutEvents"))
                .map((row, context) -> new AddressKey(row.getString("address_key")))
                .forEach(address ->
                        differ(address + " is suppressed or counted in the tables and has no event in the ledger"));
        compareGlobalRows();
        return new Verification(events, addresses, messages, differences, differencesInAll);
    }

    private void compareGlobalRows() {
        LedgerSql.on(handle, "globalRows").list(row -> {
            differIfMore("accounts that count", row.getLong("counting"), counting);
            differIfMore("addresses bounced globally", row.getLong("listed"), listed);
            return true;
        });
    }

    private void differIfMore(String what, long inTables, long seen) {
        if (inTables > seen) {
            differ((inTables - seen) + " " + what + " are in the list and no address in the ledger has such a hash");
        }
    }

    private void compareAddresses() {
        try (ResultIterator<Found> all = handle.createQuery(LedgerSql.get("eventsByAddress"))
                .map((row, context) -> new Found(new AddressKey(row.getString("found_at")), Numbered.of(row)))
                .iterator()) {
            List<Numbered> ofMessages = new ArrayList<>();
            Optional<AddressKey> current = Optional.empty();
            while (all.hasNext()) {
                Found found = all.next();
                if (current.isPresent() && !current.get().equals(found.at())) {
                    compare(current.get(), rebuild(current.get(), ofMessages));
                    ofMessages.clear();
                }
                current = Optional.of(found.at());
                ofMessages.add(found.event());
            }
            current.ifPresent(address -> compare(address, rebuild(address, ofMessages)));
        }
        handle.createQuery(LedgerSql.get("addressesOfNoMessage"))
                .map((row, context) -> new AddressKey(row.getString("address_key")))
                .forEach(address -> compare(address, rebuild(address, List.of())));
    }

    /** An event of a message, and the message's address. */
    private record Found(AddressKey at, Numbered event) {}

    private AddressState rebuild(AddressKey address, List<Numbered> ofMessages) {
        List<Numbered> all = new ArrayList<>(ofMessages);
        all.addAll(LedgerSql.on(handle, "eventsOfNoMessage")
                .bind("address", address.value())
                .list(Numbered::of));
        all.sort(Comparator.comparingLong(Numbered::seq));
        AddressState state = AddressState.EMPTY;
        for (Numbered numbered : all) {
            if (!numbered.event().address().equals(address)) {
                differ("event " + numbered.seq() + " is of another address than its message");
            }
            state = state.apply(numbered.event());
            events++;
        }
        return state;
    }

    private void compare(AddressKey address, AddressState rebuilt) {
        AddressState stored = AddressStates.whole(handle, address);
        addresses++;
        messages += rebuilt.messages().size();
        counting += stored.counting().size();
        listed += stored.globalSince().isPresent() ? 1 : 0;
        if (!stored.equals(rebuilt)) {
            compareEach(address + ": message", stored.messages(), rebuilt.messages());
            compareEach(address + ": suppression in account", stored.suppressions(), rebuilt.suppressions());
            compareEach(address + ": counting account", stored.counting(), rebuilt.counting());
            if (!stored.globalSince().equals(rebuilt.globalSince())) {
                differ(address + ": bounced globally since " + said(stored.globalSince()) + " in the tables, "
                        + said(rebuilt.globalSince()) + " by the ledger");
            }
        }
    }

    private <K extends Comparable<K>, V> void compareEach(String what, Map<K, V> stored, Map<K, V> rebuilt) {
        TreeSet<K> keys = new TreeSet<>(stored.keySet());
        keys.addAll(rebuilt.keySet());
        for (K key : keys) {
            V inTables = stored.get(key);
            V byLedger = rebuilt.get(key);
            if (inTables == null || !inTables.equals(byLedger)) {
                differ(what + " " + key + " is " + said(inTables) + " in the tables, " + said(byLedger)
                        + " by the ledger");
            }
        }
    }

    /** Verdicts and addresses redact themselves; evidence ids are hashes. */
    private static String said(@Nullable Object state) {
        return switch (state) {
            case null -> "not there";
            case Optional<?> optional -> optional.map(Object::toString).orElse("not there");
            default -> state.toString();
        };
    }

    private void differ(String difference) {
        differencesInAll++;
        if (differences.size() < Verification.DIFFERENCES_MAX) {
            differences.add(difference);
        }
    }
}
