package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.store.database.AddressHashes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * Keeps a row for every message of an email that bounced hard at an address that is bounced globally: these are a group
 * of the Recipients page, and to find them among the hard bounces would take as many looks into the global list.
 *
 * <p>A row comes or goes when a message does bounce hard, or no longer, or when its address comes to the list or leaves
 * it; both seldom. Whether an address was on the list is read here, because not every decision looks at that. To be
 * used when rows of messages have been written, and those of the global list have not. For one batch.
 */
final class GlobalRecipients {

    private final Handle handle;
    /** Messages of addresses that have begun or ceased to be bounced hard, and whether they are now. */
    private final Map<AddressKey, Map<MessageId, Boolean>> changed = new TreeMap<>();
    /** Addresses that have come to the list, or have left it. */
    private final Map<AddressKey, Boolean> listed = new HashMap<>();

    /** A message of an email. */
    private record Row(long email, MessageId message) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            int byEmail = Long.compare(email, other.email);
            return byEmail != 0 ? byEmail : message.compareTo(other.message);
        }
    }

    GlobalRecipients(Handle handle) {
        this.handle = handle;
    }

    /** A message has begun or ceased to be bounced hard. */
    void changed(AddressKey address, MessageId message, boolean isHard) {
        changed.computeIfAbsent(address, key -> new HashMap<>()).put(message, isHard);
    }

    /** An address has come to the global list, or has left it. */
    void listed(AddressKey address, boolean isListed) {
        listed.put(address, isListed);
        changed.computeIfAbsent(address, key -> new HashMap<>());
    }

    void write(EmailsOfMessages emails) {
        if (changed.isEmpty()) {
            return;
        }
        Set<AddressKey> before = listedBefore();
        Predicate<AddressKey> isListed = address -> listed.getOrDefault(address, before.contains(address));
        Map<AddressKey, Set<Row>> hard = hardNow(changed.keySet().stream()
                .filter(a -> before.contains(a) || isListed.test(a))
                .toList());
        TreeSet<Row> gone = new TreeSet<>();
        TreeSet<Row> come = new TreeSet<>();
        changed.forEach((address, messages) -> {
            Set<Row> now = hard.getOrDefault(address, Set.of());
            if (before.contains(address)) {
                gone.addAll(hardBefore(now, messages, emails));
            }
            if (isListed.test(address)) {
                come.addAll(now);
            }
        });
        write("removeGloballyBounced", without(gone, come));
        write("addGloballyBounced", without(come, gone));
    }

    private Set<AddressKey> listedBefore() {
        AddressHashes hashes = AddressHashes.of(handle);
        Map<String, AddressKey> hashed = new TreeMap<>();
        changed.keySet().forEach(address -> hashed.put(hashes.of(address), address));
        Set<AddressKey> found = new HashSet<>();
        LedgerSql.keyed(handle, "globallyBouncedOf").forEach("hashes", List.copyOf(hashed.keySet()), row -> {
            AddressKey address = hashed.get(row.getString("address_hash"));
            if (address != null) {
                found.add(address);
            }
        });
        return found;
    }

    /** Those of accounts that have erased the address are with those of the others. */
    private Map<AddressKey, Set<Row>> hardNow(List<AddressKey> addresses) {
        AddressHashes hashes = AddressHashes.of(handle);
        Map<AddressKey, AddressKey> meant = new TreeMap<>();
        for (AddressKey address : addresses) {
            meant.put(address, address);
            meant.putIfAbsent(hashes.erased(address), address);
        }
        Map<AddressKey, Set<Row>> hard = new HashMap<>();
        LedgerSql.keyed(handle, "hardBouncesOf")
                .forEach(
                        "addresses",
                        meant.keySet().stream().map(AddressKey::value).toList(),
                        row -> hard.computeIfAbsent(
                                        Objects.requireNonNull(meant.get(new AddressKey(row.getString("address_key")))),
                                        a -> new HashSet<>())
                                .add(new Row(row.getLong("email"), new MessageId(row.getLong("id")))));
        return hard;
    }

    /** What they were before the messages changed. */
    private static Set<Row> hardBefore(Set<Row> now, Map<MessageId, Boolean> messages, EmailsOfMessages emails) {
        Set<Row> before = new HashSet<>(now);
        before.removeIf(row -> messages.getOrDefault(row.message(), false));
        messages.forEach((message, isHard) -> {
            if (!isHard) {
                emails.of(message).ifPresent(email -> before.add(new Row(email, message)));
            }
        });
        return before;
    }

    private static List<Row> without(Set<Row> rows, Set<Row> others) {
        List<Row> left = new ArrayList<>(rows);
        left.removeAll(others);
        return left;
    }

    private void write(String statement, List<Row> rows) {
        LedgerSql.on(handle, statement)
                .executeEach(
                        rows,
                        (write, row) -> write.bind("email", row.email())
                                .bind("message", row.message().value()));
    }
}
