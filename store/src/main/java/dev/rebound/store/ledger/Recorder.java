package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.store.database.BatchWork;
import dev.rebound.store.database.Turns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private final Supplier<NodeNumber> node;

    /**
     * @param rulebooks the settings of each account; asked on the writer's thread, so it must be quick
     * @param watch the guard
     */
    public Recorder(Function<AccountId, Rulebook> rulebooks, FailureWatch watch) {
        this(rulebooks, watch, () -> NodeNumber.SOLE);
    }

    /**
     * The same for one of several nodes.
     *
     * @param node whose claims end with what is recorded of attempts
     */
    public Recorder(Function<AccountId, Rulebook> rulebooks, FailureWatch watch, Supplier<NodeNumber> node) {
        this.rulebooks = rulebooks;
        this.watch = watch;
        this.node = node;
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
        EmailsOfMessages emails = new EmailsOfMessages();
        return run(handle, entries, AddressStates.forDeciding(handle, entries, rulebooks, emails), emails);
    }

    /**
     * The same for whoever has taken the {@linkplain Turns turn} of all the addresses and loaded their whole states, in
     * this transaction.
     *
     * @param before {@link SqlLedger#states} of them
     */
    public List<List<LedgerEvent>> run(Handle handle, List<Entry> entries, Map<AddressKey, AddressState> before) {
        return run(handle, entries, before, new EmailsOfMessages());
    }

    private List<List<LedgerEvent>> run(
            Handle handle, List<Entry> entries, Map<AddressKey, AddressState> before, EmailsOfMessages emails) {
        Map<AddressKey, AddressState> after = new HashMap<>(before);
        FailureWatch.Round round = watch.begin(handle, entries);
        List<List<LedgerEvent>> events = new ArrayList<>(entries.size());
        Set<MessageId> erased = erasedMessages(before);
        SendingAddressTally replies = new SendingAddressTally();
        for (Entry entry : entries) {
            events.add(isOfErased(entry, erased) ? List.of() : decide(entry, round, after));
            replies.add(entry, events.getLast());
        }
        EventRows.append(handle, entries, events);
        emails.knowNew(entries, before);
        EmailTally tally = new EmailTally();
        new Projection(handle, entries, emails, node.get()).write(before, after, tally);
        new Suspicion(handle).after(events);
        count(handle, events, emails, tally);
        replies.write(handle);
        round.write();
        return events;
    }

    private static Set<MessageId> erasedMessages(Map<AddressKey, AddressState> states) {
        Set<MessageId> erased = new HashSet<>();
        states.forEach((address, state) -> {
            if (address.erasedHash().isPresent()) {
                erased.addAll(state.messages().keySet());
            }
        });
        return erased;
    }

    /** Of whom an account has erased it learns nothing more: not from an attempt that was under way, nor from a late report. */
    private static boolean isOfErased(Entry entry, Set<MessageId> erased) {
        return entry.address().erasedHash().isPresent()
                || entry.message().filter(erased::contains).isPresent();
    }

    private static void count(
            Handle handle, List<List<LedgerEvent>> events, EmailsOfMessages emails, EmailTally tally) {
        List<LedgerEvent.OfMessage> ofMessages = events.stream()
                .flatMap(List::stream)
                .filter(LedgerEvent.OfMessage.class::isInstance)
                .map(LedgerEvent.OfMessage.class::cast)
                .toList();
        emails.lookUp(
                handle, ofMessages.stream().map(LedgerEvent.OfMessage::message).toList());
        for (LedgerEvent.OfMessage event : ofMessages) {
            emails.of(event.message()).ifPresent(email -> tally.add(email, event));
        }
        new EmailCounts(handle).add(tally);
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
