package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Pardons;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.store.database.AddressHashes;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Loads the states of addresses from the tables.
 *
 * <p>To decide about an observation the rules look at the message it is about, at messages whose time for trying
 * is up, and, for some observations, at the standing of the address. At other messages they look only where a
 * policy counts bounces or probes addresses, or when a policy has changed. So that under the standard policy an
 * address with years of history costs no more than a new one, {@link #forDeciding} loads just what is needed,
 * for all observations of a batch together.
 */
final class AddressStates {

    private final Handle handle;
    private final Map<AddressKey, Parts> parts = new HashMap<>();
    private final EmailsOfMessages emails;

    private AddressStates(Handle handle, EmailsOfMessages emails) {
        this.handle = handle;
        this.emails = emails;
    }

    /**
     * What the rules need to know to decide about these observations, by address.
     *
     * @param emails told of whichever message is read
     */
    static Map<AddressKey, AddressState> forDeciding(
            Handle handle, List<Entry> entries, Function<AccountId, Rulebook> rulebooks, EmailsOfMessages emails) {
        AddressStates states = new AddressStates(handle, emails);
        states.loadMessages(entries);
        states.loadOverdue(entries);
        states.loadHeld(entries);
        HistoryNeeds needs = new HistoryNeeds(rulebooks);
        entries.forEach(entry -> needs.of(
                entry,
                Optional.ofNullable(states.parts.get(entry.address()))
                        .map(known -> known.messages)
                        .orElseGet(Map::of)));
        states.loadStanding(needs.standings());
        states.loadHistory(entries, needs);
        return states.whole();
    }

    /** States of many addresses with all that there is. */
    static Map<AddressKey, AddressState> whole(Handle handle, List<AddressKey> addresses) {
        AddressStates states = new AddressStates(handle, new EmailsOfMessages());
        List<String> keys =
                addresses.stream().map(AddressKey::value).distinct().sorted().toList();
        states.loadStanding(keys);
        states.loadMessagesSince(keys, Long.MIN_VALUE);
        states.loadPardons(keys);
        return states.whole();
    }

    /** Everything about one address. */
    static AddressState whole(Handle handle, AddressKey address) {
        return whole(handle, List.of(address)).getOrDefault(address, AddressState.EMPTY);
    }

    /** Beside what the policies look back at: whether a probe of an address that may be probed is in flight. */
    private void loadHistory(List<Entry> entries, HistoryNeeds needs) {
        Set<String> addresses = new TreeSet<>(needs.histories());
        for (Entry entry : entries) {
            Parts known = parts.get(entry.address());
            if (entry.observation() instanceof Observation.Accepted && known != null && known.mayBeProbed()) {
                addresses.add(entry.address().value());
            }
        }
        loadMessagesSince(List.copyOf(addresses), needs.oldest());
        loadPardons(needs.pardons());
    }

    private void loadMessagesSince(List<String> addresses, long oldest) {
        LedgerSql.keyed(handle, "recentMessages")
                .bind("oldest", oldest)
                .forEach("addresses", addresses, this::addMessage);
    }

    private void loadPardons(List<String> addresses) {
        LedgerSql.keyed(handle, "pardons").forEach("addresses", addresses, row -> of(row).withPardon(row));
    }

    private void loadMessages(List<Entry> entries) {
        List<Long> ids = entries.stream()
                .flatMap(entry -> entry.message().stream())
                .map(MessageId::value)
                .distinct()
                .sorted()
                .toList();
        LedgerSql.keyed(handle, "messagesById").forEach("ids", ids, this::addMessage);
    }

    private void loadOverdue(List<Entry> entries) {
        List<String> addresses = entries.stream()
                .map(entry -> entry.address().value())
                .distinct()
                .sorted()
                .toList();
        Instant latest = entries.stream()
                .map(entry -> entry.observation().at())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        LedgerSql.keyed(handle, "overdueMessages")
                .bind("latest", Micros.of(latest))
                .forEach("addresses", addresses, this::addMessage);
    }

    /** Who unbounces an address frees it of what the guard holds too. */
    private void loadHeld(List<Entry> entries) {
        List<String> addresses = entries.stream()
                .filter(entry -> entry.observation() instanceof Observation.Unbounce)
                .map(entry -> entry.address().value())
                .distinct()
                .sorted()
                .toList();
        LedgerSql.keyed(handle, "heldMessages").forEach("addresses", addresses, this::addMessage);
    }

    private void loadStanding(List<String> addresses) {
        LedgerSql.keyed(handle, "suppressionsOf").forEach("addresses", addresses, row -> of(row).withSuppression(row));
        AddressHashes hashes = AddressHashes.of(handle);
        Map<String, AddressKey> hashed = new TreeMap<>();
        for (String address : addresses) {
            AddressKey key = new AddressKey(address);
            hashed.put(hashes.of(key), key);
        }
        List<String> all = List.copyOf(hashed.keySet());
        LedgerSql.keyed(handle, "keptSuppressionsOf").forEach("hashes", all, row -> {
            AddressKey address = Objects.requireNonNull(hashed.get(row.getString("address_hash")));
            parts.computeIfAbsent(address, key -> new Parts()).withSuppression(row);
        });
        LedgerSql.keyed(handle, "globalStanding").forEach("hashes", all, row -> {
            AddressKey address = Objects.requireNonNull(hashed.get(row.getString("address_hash")));
            parts.computeIfAbsent(address, key -> new Parts()).withGlobal(row);
        });
    }

    private void addMessage(ResultSet row) throws SQLException {
        MessageId message = new MessageId(row.getLong("id"));
        emails.know(message, row.getLong("email"));
        of(row).messages.put(message, LedgerRows.message(row));
    }

    private Parts of(ResultSet row) throws SQLException {
        return parts.computeIfAbsent(new AddressKey(row.getString("address_key")), address -> new Parts());
    }

    private Map<AddressKey, AddressState> whole() {
        Map<AddressKey, AddressState> states = new HashMap<>();
        parts.forEach((address, loaded) -> states.put(address, loaded.state()));
        return states;
    }

    /** Collects what the rows say of one address. */
    private static final class Parts {
        private final Map<MessageId, MessageState> messages = new HashMap<>();
        private final Map<AccountId, Suppression> suppressions = new HashMap<>();
        private final Map<AccountId, Instant> counting = new HashMap<>();
        private Optional<Instant> globalSince = Optional.empty();
        private Pardons pardons = Pardons.NONE;

        boolean mayBeProbed() {
            return suppressions.values().stream()
                    .anyMatch(held -> held.probeFrom().isPresent());
        }

        void withSuppression(ResultSet row) throws SQLException {
            suppressions.put(new AccountId(row.getLong("account")), LedgerRows.suppression(row));
        }

        /** An account that counts, or without an account the bounce itself. */
        void withGlobal(ResultSet row) throws SQLException {
            Instant since = Columns.instant(row, "since");
            Columns.optionalLong(row, "account")
                    .ifPresentOrElse(
                            account -> counting.put(new AccountId(account), since),
                            () -> globalSince = Optional.of(since));
        }

        void withPardon(ResultSet row) throws SQLException {
            pardons = pardons.after(EventRow.event(row));
        }

        AddressState state() {
            return new AddressState(messages, suppressions, counting, globalSince, pardons);
        }
    }
}
