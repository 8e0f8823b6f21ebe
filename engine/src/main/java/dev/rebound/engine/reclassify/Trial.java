package dev.rebound.engine.reclassify;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Reassessment;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.core.policy.Policy;
import dev.rebound.engine.policy.Policies;
import dev.rebound.engine.reclassify.Outcome.Difference;
import dev.rebound.engine.reclassify.Outcome.Example;
import dev.rebound.engine.reclassify.Reclassifications.Changed;
import dev.rebound.engine.time.WorldClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds what rules make of past bounces, and what would follow for the accounts' suppressions. Changes nothing. */
final class Trial {

    private static final int WORDS_LENGTH_MAX = 300;

    private final Reclassifications store;
    private final Policies policies;
    private final Function<Diagnostic, Verdict> judge;
    private final WorldClock clock;

    Trial(Reclassifications store, Policies policies, Function<Diagnostic, Verdict> judge, WorldClock clock) {
        this.store = store;
        this.policies = policies;
        this.judge = judge;
        this.clock = clock;
    }

    /** A bounce that is judged differently. */
    record Rejudged(PastBounce bounce, Verdict verdict) {}

    List<Rejudged> of(List<PastBounce> bounces) {
        List<Rejudged> changed = new ArrayList<>();
        for (PastBounce bounce : bounces) {
            Verdict verdict = bounce.judgedBy(judge);
            if (bounce.differsFrom(verdict)) {
                changed.add(new Rejudged(bounce, verdict));
            }
        }
        return changed;
    }

    /** An account's standing with an address; several bounces of it change one. */
    private record Standing(AccountId account, AddressKey address) {}

    Outcome outcome(List<Rejudged> changed) {
        if (changed.isEmpty()) {
            return Outcome.NONE;
        }
        Map<Difference, Long> counts = new TreeMap<>();
        List<Example> examples = new ArrayList<>();
        Map<AddressKey, AddressState> states = statesWith(changed);
        Set<Standing> standings = new LinkedHashSet<>();
        long global = 0;
        for (Rejudged each : changed) {
            PastBounce bounce = each.bounce();
            Difference difference = Difference.between(bounce.verdict(), each.verdict());
            if (counts.merge(difference, 1L, Long::sum) <= Outcome.EXAMPLES_MAX) {
                examples.add(example(difference, each));
            }
            standings.add(new Standing(bounce.account(), bounce.address()));
            AddressState state = states.getOrDefault(bounce.address(), AddressState.EMPTY);
            global += state.globalSince().isPresent() ? 1 : 0;
        }
        long freed = 0;
        long suppressed = 0;
        Instant now = clock.instant();
        for (Standing standing : standings) {
            AddressState state = states.getOrDefault(standing.address(), AddressState.EMPTY);
            Policy policy = policies.current(standing.account());
            boolean held = isHeld(state.suppression(standing.account()), now);
            boolean would = isHeld(
                    Reassessment.of(state, standing.account(), policy, now).suppression(), now);
            freed += held && !would ? 1 : 0;
            suppressed += !held && would ? 1 : 0;
        }
        return new Outcome(counts, freed, suppressed, global, examples);
    }

    private static boolean isHeld(Optional<Suppression> suppression, Instant now) {
        return suppression.filter(held -> held.isInForce(now)).isPresent();
    }

    /** The states as the new verdicts make them, but for what is held against the addresses. */
    private Map<AddressKey, AddressState> statesWith(List<Rejudged> changed) {
        List<AddressKey> addresses =
                changed.stream().map(each -> each.bounce().address()).distinct().toList();
        Map<AddressKey, AddressState> states = new TreeMap<>(store.states(addresses));
        for (Rejudged each : changed) {
            states.computeIfPresent(
                    each.bounce().address(),
                    (address, state) -> state.judged(each.bounce().message(), each.verdict()));
        }
        return states;
    }

    private static Example example(Difference difference, Rejudged each) {
        PastBounce bounce = each.bounce();
        String words = bounce.grounds().reversed().stream()
                .flatMap(ground -> ground.evidence().stream())
                .map(evidence -> evidence.diagnostic().text().strip())
                .findFirst()
                .orElse("");
        return new Example(
                difference,
                bounce.account().value(),
                bounce.message().value(),
                bounce.address().value(),
                words.length() > WORDS_LENGTH_MAX ? words.substring(0, WORDS_LENGTH_MAX) + "…" : words,
                bounce.verdict().rule().value(),
                each.verdict().rule().value());
    }

    /** What taking these back changes, as far as their verdicts still stand. */
    static Outcome takenBack(List<Changed> page) {
        Map<Difference, Long> counts = new TreeMap<>();
        page.forEach(changed -> counts.merge(
                Difference.between(changed.event().verdict(), changed.event().before()), 1L, Long::sum));
        return new Outcome(counts, 0, 0, 0, List.of());
    }
}
