package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.ledger.Verification;
import java.util.ArrayList;
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
 * how long the history is. What an address's events cannot show, rows without any event, is looked for at the
 * end. The figures of an email are counted from the compared rows when they are asked for, so there is no
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

    Verifier(Handle handle) {
        this.handle = handle;
    }

    Verification verify() {
        compareAddresses();
        handle.createQuery(LedgerSql.get("messagesWithoutEvents"))
                .map((row, context) -> row.getLong("id"))
                .forEach(id -> differ("message " + id + " is in the tables and has no event in the ledger"));
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
        return new Verification(events, addresses, messages, differences, differencesInAll);
    }

    private void compareAddresses() {
        try (ResultIterator<LedgerEvent> all = handle.createQuery(LedgerSql.get("eventsByAddress"))
                .map((row, context) -> EventRow.event(row))
                .iterator()) {
            AddressState state = AddressState.EMPTY;
            Optional<AddressKey> current = Optional.empty();
            while (all.hasNext()) {
                LedgerEvent event = all.next();
                if (current.isPresent() && !current.get().equals(event.address())) {
                    compare(current.get(), state);
                    state = AddressState.EMPTY;
                }
                current = Optional.of(event.address());
                state = state.apply(event);
                events++;
            }
            if (current.isPresent()) {
                compare(current.get(), state);
            }
        }
    }

    private void compare(AddressKey address, AddressState rebuilt) {
        AddressState stored = AddressStates.whole(handle, address);
        addresses++;
        messages += rebuilt.messages().size();
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
