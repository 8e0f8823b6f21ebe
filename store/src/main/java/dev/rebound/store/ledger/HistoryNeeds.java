package dev.rebound.store.ledger;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.store.database.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Of which addresses the rules look at the standing, and of which at other messages too. An account whose policy
 * acts on single hard bounces only, as the standard one does, never needs the latter. For one batch.
 */
final class HistoryNeeds {

    /** What deciding about messages of an account takes. */
    private record Need(boolean standing, Duration looksBack) {

        static Need of(Policy policy) {
            return new Need(policy.needsStanding(), policy.looksBack());
        }
    }

    private final Function<AccountId, Rulebook> rulebooks;
    private final Map<AccountId, Need> needs = new HashMap<>();
    private final Set<MessageId> failing = new HashSet<>();
    private final Set<String> standings = new TreeSet<>();
    private final Set<String> histories = new TreeSet<>();
    private final Set<String> pardons = new TreeSet<>();
    private long oldest = Long.MAX_VALUE;

    HistoryNeeds(Function<AccountId, Rulebook> rulebooks) {
        this.rulebooks = rulebooks;
    }

    /**
     * Adds what one observation needs.
     *
     * @param known the messages of its address that are known so far: those that are observed and those that are
     *     overdue
     */
    void of(Entry entry, Map<MessageId, MessageState> known) {
        String address = entry.address().value();
        if (AddressRules.looksAtStanding(entry.observation())) {
            standings.add(address);
        }
        if (Observations.goesThroughHistory(entry.observation()) || takesBack(entry.observation(), known)) {
            histories.add(address);
            pardons.add(address);
            oldest = Long.MIN_VALUE;
        }
        Stream.concat(
                        entry.observation().accountNamed().stream(),
                        known.values().stream().map(MessageState::account))
                .map(account -> needs.computeIfAbsent(
                        account, id -> Need.of(rulebooks.apply(id).policy())))
                .filter(Need::standing)
                .forEach(need -> {
                    standings.add(address);
                    histories.add(address);
                    lookBack(entry, known.values(), need);
                });
    }

    /** What the message has done may be what an earlier observation of the batch makes it do. */
    private boolean takesBack(Observation observation, Map<MessageId, MessageState> known) {
        if (observation instanceof Observation.TemporaryFailure failure) {
            failing.add(failure.message());
        }
        return observation instanceof Observation.PermanentFailure failure
                && (!failing.add(failure.message())
                        || Optional.ofNullable(known.get(failure.message()))
                                .filter(message -> AddressRules.mayTakeBack(message, failure))
                                .isPresent());
    }

    /** A message that is overdue bounced when its time was up, which may have been long ago. */
    private void lookBack(Entry entry, Collection<MessageState> known, Need need) {
        Instant first = known.stream()
                .flatMap(message -> message.deadline().stream())
                .filter(deadline -> deadline.isBefore(entry.observation().at()))
                .min(Instant::compareTo)
                .orElse(entry.observation().at());
        oldest = Math.min(oldest, Micros.of(first.minus(need.looksBack())));
    }

    List<String> standings() {
        return List.copyOf(standings);
    }

    List<String> histories() {
        return List.copyOf(histories);
    }

    List<String> pardons() {
        return List.copyOf(pardons);
    }

    /** From when on messages are looked at, in microseconds; those in flight always are. */
    long oldest() {
        return oldest;
    }
}
