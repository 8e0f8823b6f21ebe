package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.engine.ledger.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of random observations of a few addresses in a few accounts, told to the store and to a model in
 * memory that holds every address's whole state. Event for event the store must answer what the model does:
 * so what it loads to decide is all that the rules look at.
 */
abstract class RandomHistoryContract extends PortContract {

    private static final int OBSERVATIONS = 4_000;
    private static final List<AddressKey> ADDRESSES =
            List.of(World.key("a@example.org"), World.key("b@example.org"), World.key("\u00e4@example.net"));

    private final Map<AddressKey, AddressState> model = new HashMap<>();
    private final Map<AddressKey, List<MessageId>> messages = new HashMap<>();
    private Random random = new Random();
    private Instant now = World.NOON;
    private long lastMessage;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_260_302, 987_654_321})
    void theStoreAnswersAndRemembersWhatTheRulesSay(long seed) {
        System.out.println("random history, seed " + seed);
        random = new Random(seed);
        List<AccountId> accounts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            accounts.add(world.account());
        }
        List<List<LedgerEvent>> expected = new ArrayList<>();
        List<CompletableFuture<List<LedgerEvent>>> answers = new ArrayList<>();
        for (int i = 0; i < OBSERVATIONS; i++) {
            now = now.plusMillis(random.nextInt(20) == 0 ? Duration.ofHours(40).toMillis() : random.nextInt(100_000));
            AddressKey address = oneOf(ADDRESSES);
            Observation observation = observation(address, oneOf(accounts));
            expected.add(decide(address, observation));
            answers.add(ports.ledger().record(address, observation, Optional.empty()));
        }

        for (int i = 0; i < OBSERVATIONS; i++) {
            assertEquals(expected.get(i), answers.get(i).join(), "observation " + i + " of seed " + seed);
        }
        for (AddressKey address : ADDRESSES) {
            assertEquals(model.get(address), ports.ledger().state(address));
        }
        Verification verification = ports.ledger().verify();
        assertEquals(List.of(), verification.differences());
        assertEquals(expected.stream().mapToLong(List::size).sum(), verification.events());
        assertTrue(verification.events() > OBSERVATIONS / 4, "most observations added nothing");
    }

    private List<LedgerEvent> decide(AddressKey address, Observation observation) {
        AddressRules.Decision decision = AddressRules.decide(
                address, model.getOrDefault(address, AddressState.EMPTY), observation, Rulebook.standard());
        model.put(address, decision.after());
        return decision.events();
    }

    private Observation observation(AddressKey address, AccountId account) {
        List<MessageId> known = messages.computeIfAbsent(address, a -> new ArrayList<>());
        if (known.isEmpty() || random.nextInt(4) == 0) {
            known.add(new MessageId(++lastMessage));
            return random.nextInt(10) == 0
                    ? new Observation.LeftOut(account, known.getLast(), now, NotSentReason.UNSUBSCRIBED)
                    : new Observation.Accepted(account, known.getLast(), now);
        }
        // Mostly one of the latest, so that some are still in flight.
        MessageId message = known.get(Math.max(0, known.size() - 1 - random.nextInt(6)));
        EvidenceId evidence = EvidenceId.of(message.toString(), Integer.toString(random.nextInt(8)));
        return switch (random.nextInt(14)) {
            case 0, 1, 2 ->
                new Observation.TemporaryFailure(
                        message, now, evidence, verdict().pending(), now.plusSeconds(random.nextInt(100_000)));
            case 3, 4 -> new Observation.Taken(message, now, evidence);
            case 5 -> new Observation.TakenByRelay(message, now, evidence);
            case 6, 7, 8 -> new Observation.PermanentFailure(message, now, evidence, verdict());
            case 9 -> new Observation.SideNote(message, now, evidence, oneOf(List.of(NoteKind.values())));
            case 10 -> new Observation.CutOff(message, now);
            case 11 -> new Observation.Unbounce(account, now, "ann", "they asked");
            case 12 -> new Observation.LiftGlobal(now, "op", "they exist");
            default -> new Observation.TimePassed(now);
        };
    }

    private Verdict verdict() {
        return World.verdict(oneOf(List.of(Reason.values())));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
