package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.suppression.SuspectedFalse;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Keeps with each suppression whether its address gave a {@linkplain SuspectedFalse sign of life}, so that the few that did are
 * read from an index: to look for signs at two hundred thousand suppressions took half a second. Signs are mail that was taken, also of
 * another account, answers, and that somebody unsubscribed; whoever writes one of them has the address looked at in the same
 * transaction. For use inside one.
 */
public final class Suspicion {

    private static final NamedSql SQL = NamedSql.beside(Suspicion.class, "suspected.sql");
    private static final long LOOKS_BACK = Micros.of(Instant.EPOCH.plus(SuspectedFalse.LOOKS_BACK));

    private final Handle handle;

    public Suspicion(Handle handle) {
        this.handle = handle;
    }

    private record Row(String address, long account, int suspected) {}

    /** Looks again at all suppressions of some addresses; most have none. */
    public void look(Collection<AddressKey> addresses) {
        List<String> keys =
                addresses.stream().map(AddressKey::value).distinct().sorted().toList();
        List<Row> wrong = new ArrayList<>();
        new KeyedQuery(handle, SQL, "suspicion").bind("looksBack", LOOKS_BACK).forEach("addresses", keys, row -> {
            if (row.getInt("suspected") != row.getInt("signs")) {
                wrong.add(new Row(row.getString("address_key"), row.getLong("account"), row.getInt("signs")));
            }
        });
        Prepared.of(handle, SQL, "suspect")
                .executeEach(
                        wrong,
                        (suspect, row) -> suspect.bind("address", row.address())
                                .bind("account", row.account())
                                .bind("suspected", row.suspected()));
    }

    /** The same after these events, as far as they can have brought a sign, taken one back, or suppressed an address. */
    void after(List<List<LedgerEvent>> events) {
        Set<AddressKey> addresses = new TreeSet<>();
        events.forEach(
                some -> some.stream().filter(Suspicion::mayMatter).forEach(event -> addresses.add(event.address())));
        look(addresses);
    }

    private static boolean mayMatter(LedgerEvent event) {
        return !(event instanceof LedgerEvent.Queued
                || event instanceof LedgerEvent.NotSent
                || event instanceof LedgerEvent.Deferred
                || event instanceof LedgerEvent.Relayed);
    }

    /** Says where suppressions and signs do not agree. */
    void differences(Consumer<String> differ) {
        Prepared.of(handle, SQL, "wronglySuspected")
                .bind("looksBack", LOOKS_BACK)
                .forEach(row -> differ.accept(
                        new AddressKey(row.getString("address_key")) + ": whether its suppression in account "
                                + row.getLong("account") + " may be false is " + (row.getInt("suspected") == 1)
                                + " in the tables, " + (row.getInt("signs") == 1) + " by the signs"));
    }
}
