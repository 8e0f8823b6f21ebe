package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.engine.ledger.Verification;
import dev.rebound.store.database.AddressHashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds every state from the ledger and compares it with the tables.
 *
 * <p>The events are read once, address by address, so at any time one address is in memory: it does not matter
 * how long the history is. What that cannot show, rows without any event and events without their message, is
 * looked for at the end. What is kept added up for the pages of emails is added up again as events and rebuilt states pass
 * by; that takes as much memory as there are different counts. An address and what stands for it where an account has
 * {@linkplain AddressKey#erased erased} it are one address here, for they share a row of the global list; which addresses
 * have been erased is kept in memory.
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
    /** Messages of emails that bounced hard at those addresses. */
    private long globallyBounced;

    private final EmailTally tally = new EmailTally();
    /** Erased addresses that have not been compared yet. */
    private final Set<AddressKey> erased = new TreeSet<>();

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
        new Suspicion(handle).differences(this::differ);
        new EmailCounts(handle).compare(tally, this::differ);
        return new Verification(events, addresses, messages, differences, differencesInAll);
    }

    private void compareGlobalRows() {
        LedgerSql.on(handle, "globalRows").list(row -> {
            differIfMore("accounts that count", row.getLong("counting"), counting);
            differIfMore("addresses bounced globally", row.getLong("listed"), listed);
            return true;
        });
        LedgerSql.on(handle, "globallyBouncedMessages").list(row -> {
            differIfMore("globally bounced messages of emails", row.getLong("number"), globallyBounced);
            return true;
        });
    }

    private void differIfMore(String what, long inTables, long seen) {
        if (inTables > seen) {
            differ((inTables - seen) + " " + what + " are in the tables and belong to no address in the ledger");
        }
    }

    private void compareAddresses() {
        LedgerSql.on(handle, "erasedAddresses").list(row -> erased.add(new AddressKey(row.getString("address_key"))));
        try (ResultIterator<Found> all = handle.createQuery(LedgerSql.get("eventsByAddress"))
                .map((row, context) -> Found.of(row))
                .iterator()) {
            List<Found> ofMessages = new ArrayList<>();
            Optional<AddressKey> current = Optional.empty();
            while (all.hasNext()) {
                Found found = all.next();
                if (current.isPresent() && !current.get().equals(found.at())) {
                    compareFamily(current.get(), ofMessages);
                    ofMessages.clear();
                }
                current = Optional.of(found.at());
                ofMessages.add(found);
            }
            current.ifPresent(address -> compareFamily(address, ofMessages));
        }
        handle.createQuery(LedgerSql.get("addressesOfNoMessage"))
                .map((row, context) -> new AddressKey(row.getString("address_key")))
                .forEach(address -> compareFamily(address, List.of()));
        List.copyOf(erased).forEach(address -> compareWhole(address, eventsOfMessages(address), Optional.empty()));
    }

    /** What stands for an erased address is compared with the address, or in the end if nobody knows that any more. */
    private void compareFamily(AddressKey address, List<Found> ofMessages) {
        if (address.erasedHash().isPresent()) {
            return;
        }
        AddressKey twin = AddressHashes.of(handle).erased(address);
        if (erased.isEmpty() || !erased.remove(twin)) {
            compareWhole(address, ofMessages, Optional.empty());
            return;
        }
        List<Found> all = new ArrayList<>(ofMessages);
        all.addAll(eventsOfMessages(twin));
        compareWhole(address, all, Optional.of(twin));
    }

    private List<Found> eventsOfMessages(AddressKey address) {
        return LedgerSql.on(handle, "eventsOfMessages")
                .bind("address", address.value())
                .list(Found::of);
    }

    /**
     * An event of a message.
     *
     * @param at the message's address
     * @param email the message's email; 0 if it is of none
     */
    private record Found(AddressKey at, long email, Numbered event) {

        static Found of(ResultSet row) throws SQLException {
            return new Found(new AddressKey(row.getString("found_at")), row.getLong("email"), Numbered.of(row));
        }
    }

    private void compareWhole(AddressKey address, List<Found> found, Optional<AddressKey> twin) {
        AddressState rebuilt = rebuild(address, found, twin);
        compare(address, rebuilt, twin);
        Map<MessageId, Long> emails = new HashMap<>();
        for (Found one : found) {
            if (one.email() != 0 && one.event().event() instanceof LedgerEvent.OfMessage event) {
                emails.put(event.message(), one.email());
                tally.add(one.email(), event);
            }
        }
        Set<MessageId> hard = new TreeSet<>();
        emails.forEach((message, email) -> rebuilt.message(message).ifPresent(state -> {
            tally.add(email, address.domain(), state);
            if (EmailTally.hasBouncedHard(state)) {
                hard.add(message);
            }
        }));
        if (rebuilt.globalSince().isPresent()) {
            compareGloballyBounced(address, hard, twin);
        }
    }

    private void compareGloballyBounced(AddressKey address, Set<MessageId> hard, Optional<AddressKey> twin) {
        Set<MessageId> known = new TreeSet<>(knownGloballyBounced(address));
        twin.ifPresent(other -> known.addAll(knownGloballyBounced(other)));
        globallyBounced += known.size();
        if (!known.equals(hard)) {
            differ(address + ": globally bounced messages of emails are " + known + " in the tables, " + hard
                    + " by the ledger");
        }
    }

    private List<MessageId> knownGloballyBounced(AddressKey address) {
        return LedgerSql.on(handle, "knownGloballyBounced")
                .bind("address", address.value())
                .list(row -> new MessageId(row.getLong("id")));
    }

    private AddressState rebuild(AddressKey address, List<Found> ofMessages, Optional<AddressKey> twin) {
        List<Numbered> all = new ArrayList<>();
        for (Found found : ofMessages) {
            all.add(found.event());
            if (!found.event().event().address().equals(found.at())) {
                differ("event " + found.event().seq() + " is of another address than its message");
            }
        }
        all.addAll(eventsOfNoMessage(address));
        twin.ifPresent(other -> all.addAll(eventsOfNoMessage(other)));
        all.sort(Comparator.comparingLong(Numbered::seq));
        AddressState state = AddressState.EMPTY;
        for (Numbered numbered : all) {
            state = state.apply(numbered.event());
            events++;
        }
        return state;
    }

    private List<Numbered> eventsOfNoMessage(AddressKey address) {
        return LedgerSql.on(handle, "eventsOfNoMessage")
                .bind("address", address.value())
                .list(Numbered::of);
    }

    private AddressState stored(AddressKey address, Optional<AddressKey> twin) {
        AddressState own = AddressStates.whole(handle, address);
        if (twin.isEmpty()) {
            return own;
        }
        Map<MessageId, MessageState> all = new HashMap<>(own.messages());
        all.putAll(AddressStates.whole(handle, twin.get()).messages());
        return new AddressState(all, own.suppressions(), own.counting(), own.globalSince(), own.pardons());
    }

    private void compare(AddressKey address, AddressState rebuilt, Optional<AddressKey> twin) {
        AddressState stored = stored(address, twin);
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
