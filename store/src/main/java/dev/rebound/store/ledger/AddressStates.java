package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Prepared;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Loads the state of an address from the tables.
 *
 * <p>To decide about one observation the rules look at the message it is about, at messages in flight (their
 * time may be up) and at the standing of the address; never at others that have ended. So that an address
 * with years of history costs no more than a new one, {@link #forDeciding} loads just those.
 */
final class AddressStates {

    /** Of an observation that is about no message; ids start at 1. */
    private static final long NO_MESSAGE = 0;

    private AddressStates() {}

    /** What the rules need to know to decide about an observation of this message. */
    static AddressState forDeciding(Handle handle, AddressKey address, Optional<MessageId> message) {
        Prepared query = LedgerSql.on(handle, "decidingMessages")
                .bind(
                        "message",
                        message.map(MessageId::value).orElse(NO_MESSAGE).longValue());
        return load(handle, address, query);
    }

    /** Everything. */
    static AddressState whole(Handle handle, AddressKey address) {
        return load(handle, address, LedgerSql.on(handle, "allMessages"));
    }

    private static AddressState load(Handle handle, AddressKey address, Prepared messages) {
        Map<MessageId, MessageState> byId = new HashMap<>();
        messages.bind("address", address.value())
                .list(row -> Map.entry(new MessageId(row.getLong("id")), LedgerRows.message(row)))
                .forEach(entry -> byId.put(entry.getKey(), entry.getValue()));
        Standing standing = new Standing();
        LedgerSql.on(handle, "standing").bind("address", address.value()).list(standing::with);
        return new AddressState(byId, standing.suppressions, standing.counting, standing.globalSince);
    }

    /** Names of the three kinds of rows. */
    private enum Kind {
        SUPPRESSED,
        COUNTING,
        GLOBAL
    }

    /** Collects the rows of the query {@code standing}. */
    private static final class Standing {
        private final Map<AccountId, Suppression> suppressions = new HashMap<>();
        private final Map<AccountId, Instant> counting = new HashMap<>();
        private Optional<Instant> globalSince = Optional.empty();

        Standing with(ResultSet row) throws SQLException {
            switch (Columns.constant(row, "kind", Kind.class)) {
                case SUPPRESSED -> suppressions.put(new AccountId(row.getLong("account")), LedgerRows.suppression(row));
                case COUNTING -> counting.put(new AccountId(row.getLong("account")), Columns.instant(row, "since"));
                case GLOBAL -> globalSince = Optional.of(Columns.instant(row, "since"));
            }
            return this;
        }
    }
}
