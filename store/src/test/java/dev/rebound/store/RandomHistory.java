package dev.rebound.store;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.Lifted;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Random observations of a few addresses in a few accounts, in the order of time; the same for the same seed. */
final class RandomHistory {

    static final List<AddressKey> ADDRESSES =
            List.of(World.key("a@example.org"), World.key("b@example.org"), World.key("\u00e4@example.net"));

    private final Map<AddressKey, List<MessageId>> messages = new HashMap<>();
    private final Map<AddressKey, Instant> unbounced = new HashMap<>();
    private final List<AccountId> accounts;
    private final Random random;
    private Instant now = World.NOON;
    private long lastMessage;

    RandomHistory(long seed, List<AccountId> accounts) {
        this.random = new Random(seed);
        this.accounts = accounts;
    }

    /** What was seen of which address. */
    record Step(AddressKey address, Observation observation) {}

    Step next() {
        now = now.plusMillis(
                random.nextInt(20) == 0
                        ? Duration.ofHours(40L * (1 + random.nextInt(8))).toMillis()
                        : random.nextInt(100_000));
        AddressKey address = oneOf(ADDRESSES);
        return new Step(address, observation(address, oneOf(accounts)));
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
        CircuitId circuit = new CircuitId(1 + random.nextInt(3));
        return switch (random.nextInt(24)) {
            case 0, 1, 2 ->
                new Observation.TemporaryFailure(
                        message, now, evidence, verdict().pending(), now.plusSeconds(random.nextInt(100_000)));
            case 3, 4 -> new Observation.Taken(message, now, evidence);
            case 5 -> new Observation.TakenByRelay(message, now, evidence);
            case 6, 7, 8 -> new Observation.PermanentFailure(message, now, evidence, verdict());
            case 9 -> new Observation.SideNote(message, now, evidence, oneOf(List.of(NoteKind.values())));
            case 10 -> new Observation.CutOff(message, now);
            case 11 -> unbounce(address, account);
            case 12 -> new Observation.LiftGlobal(now, "op", "they exist");
            case 13 -> new Observation.Reassess(account, now);
            case 14 ->
                new Observation.Import(
                        account,
                        now,
                        new Observation.Import.Line(
                                new BulkId(1 + random.nextInt(2)),
                                ListSource.SES,
                                oneOf(List.of(Reason.values())),
                                random.nextBoolean() ? Optional.of(now.minusSeconds(100_000)) : Optional.empty(),
                                "BOUNCE"),
                        "ann");
            case 15 -> new Observation.Withdraw(account, now, new BulkId(1 + random.nextInt(2)), "ann");
            case 16 -> restore(address, account);
            case 17 -> new Observation.HoldBack(message, circuit, now);
            case 18 -> new Observation.Release(message, circuit, now);
            case 19 -> new Observation.RollBack(message, circuit, now);
            case 20, 21 -> new Observation.PermanentFailure(message, now, evidence, verdict()).heldBy(circuit);
            case 22 -> new Observation.BouncedGlobally(now.minusSeconds(random.nextInt(3) * 1_000L));
            default -> new Observation.TimePassed(now);
        };
    }

    private Observation unbounce(AddressKey address, AccountId account) {
        unbounced.put(address, now);
        return new Observation.Unbounce(account, now, "ann", "they asked");
    }

    /** Mostly of nothing that can be put back; the last unbounce of the address now and then. */
    private Observation restore(AddressKey address, AccountId account) {
        Suppression held = new Suppression(oneOf(List.of(Reason.values())), World.NOON, new MessageId(1));
        Instant at = unbounced.getOrDefault(address, World.NOON);
        Optional<Instant> vote = random.nextBoolean() ? Optional.of(World.NOON) : Optional.empty();
        return new Observation.Restore(account, now, new Lifted(held, vote, Optional.empty(), at), "ann");
    }

    private Verdict verdict() {
        return World.verdict(oneOf(List.of(Reason.values())));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
