package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.store.database.BatchWork;
import dev.rebound.store.database.Turns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The one way into the ledger, inside the writer's transaction, for as many observations as there are: load the
 * states of all their addresses, let the rules decide about one after the other, then append what they made of
 * them, with the evidence, and write what changed.
 *
 * <p>Where several nodes write, the {@linkplain Turns turn} of the addresses is taken before anything is loaded, and kept until the
 * commit: nobody else decides about them meanwhile.
 *
 * <p>Between loading and writing nothing but the opening of a circuit touches the database, so a later observation of an address sees what an
 * earlier one did to it in memory, and one that the rules cannot bear is found before anything is written. However
 * a history is cut into batches, the same comes of it.
 */
public final class Recorder implements BatchWork<Entry, List<LedgerEvent>> {

    private final Function<AccountId, Rulebook> rulebooks;
    private final FailureWatch watch;

    /**
     * @param rulebooks the settings of each account; asked on the writer's thread, so it must be quick
     * @param watch the guard
     */
    public Recorder(Function<AccountId, Rulebook> rulebooks, FailureWatch watch) {
        this.rulebooks = rulebooks;
        this.watch = watch;
    }

    @Override
    public String operation() {
        return "what was seen of an address";
    }

    /** Records all and answers with the events that each made. */
    @Override
    public List<List<LedgerEvent>> run(Handle handle, List<Entry> entries) {
        Turns.ofAddresses(
                handle, entries.stream().map(entry -> entry.address().value()).toList());
        return run(handle, entries, AddressStates.forDeciding(handle, entries, rulebooks));
    }

    /**
     * The same for whoever has taken the {@linkplain Turns turn} of all the addresses and loaded their whole states, in
     * this transaction.
     *
     * @param before {@link SqlLedger#states} of them
     */
    public List<List<LedgerEvent>> run(Handle handle, List<Entry> entries, Map<AddressKey, AddressState> before) {
        Map<AddressKey, AddressState> after = new HashMap<>(before);
        FailureWatch.Round round = watch.begin(handle, entries);
        List<List<LedgerEvent>> events = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            events.add(decide(entry, round, after));
        }
        EventRows.append(handle, entries, events);
        new Projection(handle, entries).write(before, after);
        round.write();
        return events;
    }

    /** The settings that it decides by. */
    public Rulebook rulebook(AccountId account) {
        return rulebooks.apply(account);
    }

    private List<LedgerEvent> decide(Entry entry, FailureWatch.Round round, Map<AddressKey, AddressState> states) {
        AddressState state = states.getOrDefault(entry.address(), AddressState.EMPTY);
        AddressRules.Decision decision =
                AddressRules.decide(entry.address(), state, round.judged(entry, state), rulebooks);
        states.put(entry.address(), decision.after());
        return decision.events();
    }
}
