package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.engine.ledger.Verification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of random observations of a few addresses in a few accounts, told to the store and to a model in
 * memory that holds every address's whole state. Event for event the store must answer what the model does:
 * so what it loads to decide is all that the rules look at.
 */
abstract class RandomHistoryContract extends PortContract {

    private static final int OBSERVATIONS = 6_000;
    private static final int POLICY_EVERY = 100;
    private final Map<AccountId, Policy> policies = new HashMap<>();
    private final Map<AddressKey, AddressState> model = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 20_260_302, 987_654_321})
    void theStoreAnswersAndRemembersWhatTheRulesSay(long seed) {
        System.out.println("random history, seed " + seed);
        List<AccountId> accounts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            accounts.add(world.account());
        }
        RandomHistory history = new RandomHistory(seed, accounts);
        Random random = new Random(seed);
        List<List<LedgerEvent>> expected = new ArrayList<>();
        List<CompletableFuture<List<LedgerEvent>>> answers = new ArrayList<>();
        for (int i = 0; i < OBSERVATIONS; i++) {
            RandomHistory.Step step = history.next();
            if (i % POLICY_EVERY == 0) {
                changePolicy(accounts, answers, random);
            }
            Observation observation = judgedAgain(step, random).orElse(step.observation());
            expected.add(decide(step.address(), observation));
            answers.add(ports.ledger().record(step.address(), observation, Optional.empty()));
        }

        for (int i = 0; i < OBSERVATIONS; i++) {
            assertEquals(expected.get(i), answers.get(i).join(), "observation " + i + " of seed " + seed);
        }
        for (AddressKey address : RandomHistory.ADDRESSES) {
            assertEquals(model.get(address), ports.ledger().state(address));
        }
        Verification verification = ports.ledger().verify();
        assertEquals(List.of(), verification.differences());
        assertEquals(expected.stream().mapToLong(List::size).sum(), verification.events());
        assertTrue(
                expected.stream()
                        .flatMap(List::stream)
                        .map(Object::getClass)
                        .collect(Collectors.toSet())
                        .containsAll(List.of(
                                LedgerEvent.Lapsed.class,
                                LedgerEvent.Reassessed.class,
                                LedgerEvent.Reclassified.class,
                                LedgerEvent.Held.class,
                                LedgerEvent.Released.class,
                                LedgerEvent.RolledBack.class)),
                "policies, rules or the guard left no trace");
        assertTrue(verification.events() > OBSERVATIONS / 4, "most observations added nothing");
    }

    /** Now and then, in place of what was seen, another verdict for a bounce of the address. */
    private Optional<Observation> judgedAgain(RandomHistory.Step step, Random random) {
        if (random.nextInt(12) > 0) {
            return Optional.empty();
        }
        List<Reason> reasons = List.of(Reason.values());
        Verdict verdict = World.verdict(reasons.get(random.nextInt(reasons.size())));
        return model.getOrDefault(step.address(), AddressState.EMPTY).messages().entrySet().stream()
                .filter(known -> known.getValue().status() == MessageStatus.BOUNCED)
                .skip(random.nextInt(3))
                .findFirst()
                .map(known -> new Observation.Reclassify(
                        known.getKey(),
                        step.observation().at(),
                        1,
                        known.getValue().verdict().orElseThrow(),
                        verdict));
    }

    /** What was seen before it is decided about before it. */
    private void changePolicy(
            List<AccountId> accounts, List<CompletableFuture<List<LedgerEvent>>> answers, Random random) {
        answers.forEach(CompletableFuture::join);
        AccountId account = accounts.get(random.nextInt(accounts.size()));
        Policy policy = RandomPolicy.of(random);
        ports.policies().choose(account, policy, "ann", World.NOON, Optional.empty());
        policies.put(account, policy);
    }

    private Rulebook rulebook(AccountId account) {
        return Rulebook.standard().with(policies.getOrDefault(account, Policy.standard()));
    }

    private List<LedgerEvent> decide(AddressKey address, Observation observation) {
        AddressRules.Decision decision = AddressRules.decide(
                address, model.getOrDefault(address, AddressState.EMPTY), observation, this::rulebook);
        model.put(address, decision.after());
        return decision.events();
    }
}
