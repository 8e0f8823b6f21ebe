package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Loads the states of addresses from the tables.
 *
 * <p>To decide about an observation the rules look at the message it is about, at messages whose time for trying
 * is up, and, for some observations, at the standing of the address; never at other messages. So that an address
 * with years of history costs no more than a new one, {@link #forDeciding} loads just those, for all observations
 * of a batch together.
 */
final class AddressStates {

    private final Handle handle;
    private final Map<AddressKey, Parts> parts = new HashMap<>();

    private AddressStates(Handle handle) {
        this.handle = handle;
    }

    /** What the rules need to know to decide about these observations, by address. */
    static Map<AddressKey, AddressState> forDeciding(Handle handle, List<Entry> entries) {
        AddressStates states = new AddressStates(handle);
        states.loadMessages(entries);
        states.loadOverdue(entries);
        states.loadStanding(entries.stream()
                .filter(entry -> Observations.dependsOnStanding(entry.observation()))
                .map(entry -> entry.address().value())
                .distinct()
                .sorted()
                .toList());
        return states.whole();
    }

    /** Everything about one address. */
    static AddressState whole(Handle handle, AddressKey address) {
        AddressStates states = new AddressStates(handle);
        LedgerSql.on(handle, "allMessages")
                .bind("address", address.value())
                .list(row -> states.of(row).with(row));
        states.loadStanding(List.of(address.value()));
        return states.whole().getOrDefault(address, AddressState.EMPTY);
    }

    private void loadMessages(List<Entry> entries) {
        List<Long> ids = entries.stream()
                .flatMap(entry -> entry.message().stream())
                .map(MessageId::value)
                .distinct()
                .sorted()
                .toList();
        LedgerSql.keyed(handle, "messagesById").forEach("ids", ids, row -> of(row).with(row));
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
                .forEach("addresses", addresses, row -> of(row).with(row));
    }

    private void loadStanding(List<String> addresses) {
        LedgerSql.keyed(handle, "standing").forEach("addresses", addresses, row -> of(row).withStanding(row));
    }

    private Parts of(ResultSet row) throws SQLException {
        return parts.computeIfAbsent(new AddressKey(row.getString("address_key")), address -> new Parts());
    }

    private Map<AddressKey, AddressState> whole() {
        Map<AddressKey, AddressState> states = new HashMap<>();
        parts.forEach((address, loaded) -> states.put(address, loaded.state()));
        return states;
    }

    /** Names of the three kinds of rows of a standing. */
    private enum Kind {
        SUPPRESSED,
        COUNTING,
        GLOBAL
    }

    /** Collects what the rows say of one address. */
    private static final class Parts {
        private final Map<MessageId, MessageState> messages = new HashMap<>();
        private final Map<AccountId, Suppression> suppressions = new HashMap<>();
        private final Map<AccountId, Instant> counting = new HashMap<>();
        private Optional<Instant> globalSince = Optional.empty();

        Parts with(ResultSet row) throws SQLException {
            messages.put(new MessageId(row.getLong("id")), LedgerRows.message(row));
            return this;
        }

        void withStanding(ResultSet row) throws SQLException {
            switch (Columns.constant(row, "kind", Kind.class)) {
                case SUPPRESSED -> suppressions.put(new AccountId(row.getLong("account")), LedgerRows.suppression(row));
                case COUNTING -> counting.put(new AccountId(row.getLong("account")), Columns.instant(row, "since"));
                case GLOBAL -> globalSince = Optional.of(Columns.instant(row, "since"));
            }
        }

        AddressState state() {
            return new AddressState(messages, suppressions, counting, globalSince);
        }
    }
}
