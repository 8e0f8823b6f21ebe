package dev.rebound.feed.retold;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Lifted;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.GlobalRule;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.core.policy.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** A random history of one address in accounts that each have a policy, and the ledger that it made. */
final class Course {

    static final AddressKey ADDRESS = new AddressKey("ann@shop.example");
    private static final int ACCOUNTS = 4;

    final List<LedgerEvent> events = new ArrayList<>();
    AddressState state = AddressState.EMPTY;
    Instant now = Instant.parse("2026-03-01T09:00:00Z");
    private final Random random;
    private final Map<AccountId, Rulebook> rulebooks = new HashMap<>();
    private final Map<AccountId, Lifted> lifted = new HashMap<>();
    private int messages;

    Course(Random random) {
        this.random = random;
        for (int account = 1; account <= ACCOUNTS; account++) {
            rulebooks.put(
                    new AccountId(account),
                    new Rulebook(policy(), new GlobalRule(2, Optional.empty()), Rulebook.TRY_FOR_MAX));
        }
    }

    Rulebook rulebook(AccountId account) {
        return Objects.requireNonNull(rulebooks.get(account));
    }

    void see(Observation observation) {
        AddressRules.Decision decision = AddressRules.decide(ADDRESS, state, observation, this::rulebook);
        state = decision.after();
        events.addAll(decision.events());
    }

    void step() {
        now = now.plus(Duration.ofMinutes(1 + random.nextInt(random.nextInt(3) == 0 ? 60 * 24 * 4 : 60)));
        see(observation());
    }

    private Observation observation() {
        AccountId account = new AccountId(1 + random.nextInt(ACCOUNTS));
        MessageId message = new MessageId(Math.max(1, messages - random.nextInt(5)));
        EvidenceId evidence = EvidenceId.of(message + "-" + random.nextInt(8));
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> begun(account, evidence);
            case 3, 4, 5, 6 -> answered(message, evidence);
            case 7 -> guarded(message, new CircuitId(1 + random.nextInt(3)));
            default -> said(account);
        };
    }

    private Observation begun(AccountId account, EvidenceId evidence) {
        return switch (random.nextInt(6)) {
            case 0 -> new Observation.SentThroughInbox(account, new MessageId(++messages), now, evidence);
            case 1 -> new Observation.OfferedThroughInbox(account, new MessageId(++messages), now);
            case 2 ->
                new Observation.LeftOut(account, new MessageId(Math.max(1, messages)), now, NotSentReason.UNSUBSCRIBED);
            default -> new Observation.Accepted(account, new MessageId(++messages), now);
        };
    }

    private Observation answered(MessageId message, EvidenceId evidence) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 ->
                new Observation.TemporaryFailure(
                        message,
                        now,
                        evidence,
                        verdict().pending(),
                        now.plusSeconds(random.nextInt(100_000)),
                        random.nextBoolean() ? Optional.of(Duration.ofHours(4)) : Optional.empty());
            case 3 -> new Observation.Taken(message, now, evidence);
            case 4 -> new Observation.TakenByRelay(message, now, evidence);
            case 5 -> new Observation.SideNote(message, now, evidence, NoteKind.DELAY);
            case 6 -> new Observation.CutOff(message, now);
            case 7 ->
                new Observation.PermanentFailure(
                        message, now, evidence, verdict(), Optional.of(new CircuitId(1 + random.nextInt(3))));
            default -> new Observation.PermanentFailure(message, now, evidence, verdict());
        };
    }

    private Observation guarded(MessageId message, CircuitId circuit) {
        return switch (random.nextInt(3)) {
            case 0 -> new Observation.HoldBack(message, circuit, now);
            case 1 -> new Observation.Release(message, circuit, now);
            default -> new Observation.RollBack(message, circuit, now);
        };
    }

    private Observation said(AccountId account) {
        BulkId list = new BulkId(1 + random.nextInt(2));
        return switch (random.nextInt(8)) {
            case 0 -> new Observation.LiftGlobal(now, "op", "they exist");
            case 1 -> new Observation.Withdraw(account, now, list, "ann");
            case 2 -> new Observation.Reassess(account, now);
            case 3 -> imported(account, list);
            case 4 -> reclassified();
            case 5 ->
                Optional.ofNullable(lifted.get(account))
                        .<Observation>map(before -> new Observation.Restore(account, now, before, "ann"))
                        .orElseGet(() -> new Observation.TimePassed(now));
            default -> {
                Lifted.from(state, account, now).ifPresent(taken -> lifted.put(account, taken));
                yield new Observation.Unbounce(account, now, "ann", "asked for it");
            }
        };
    }

    private Observation imported(AccountId account, BulkId list) {
        Optional<Instant> bounced = switch (random.nextInt(3)) {
            case 0 -> Optional.of(now.minusSeconds(100_000));
            case 1 -> Optional.of(now.plusSeconds(100_000));
            default -> Optional.empty();
        };
        Observation.Import.Line line = new Observation.Import.Line(list, ListSource.SES, reason(), bounced, "BOUNCE");
        return new Observation.Import(account, now, line, "ann");
    }

    private Observation reclassified() {
        return state.messages().entrySet().stream()
                .filter(entry -> entry.getValue().verdict().isPresent())
                .findFirst()
                .<Observation>map(entry -> new Observation.Reclassify(
                        entry.getKey(), now, 1, entry.getValue().verdict().orElseThrow(), verdict()))
                .orElseGet(() -> new Observation.TimePassed(now));
    }

    private Reason reason() {
        List<Reason> all = List.of(Reason.values());
        return all.get(random.nextInt(all.size()));
    }

    private Verdict verdict() {
        return verdict(reason());
    }

    Verdict verdict(Reason reason) {
        return new Verdict(
                reason.finalType(),
                reason,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId("by-chance"),
                "1",
                List.of(),
                Optional.empty());
    }

    private Policy policy() {
        Map<Reason, Consequence> table = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            table.put(reason, consequence());
        }
        return random.nextBoolean() ? Policy.standard() : new Policy(table, random.nextBoolean());
    }

    private Consequence consequence() {
        Trigger trigger = random.nextBoolean()
                ? new Trigger.AtOnce()
                : new Trigger.Repeated(2, Duration.ofDays(1L + random.nextInt(20)));
        Optional<Duration> probe =
                random.nextBoolean() ? Optional.of(Duration.ofDays(1L + random.nextInt(5))) : Optional.empty();
        Optional<Duration> expiry =
                random.nextBoolean() ? Optional.of(Duration.ofDays(6L + random.nextInt(30))) : Optional.empty();
        return random.nextInt(4) == 0
                ? Consequence.none()
                : new Consequence(trigger, expiry, probe, random.nextInt(2) == 0);
    }
}
