package dev.rebound.bench;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.policy.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The fold alone: the history of one address, four messages in two accounts with deferrals, deliveries and bounces,
 * from the first event to the last. One operation is one event; the aim is 500,000 a second and core.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class FoldEvents {

    /** Events of the history. */
    static final int EVENTS = 14;

    private static final AddressKey ADDRESS = new AddressKey("ann@example.org");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final List<LedgerEvent> history = history();

    private static Verdict verdict(BounceType type, Reason reason) {
        return new Verdict(
                type,
                reason,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId("some-rule"),
                "2026-1",
                List.of("no such", "user"),
                Optional.empty());
    }

    private static EvidenceId evidence(int number) {
        return EvidenceId.of("fold", Integer.toString(number));
    }

    private static List<LedgerEvent> history() {
        List<LedgerEvent> events = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            AccountId account = new AccountId(1 + i % 2);
            MessageId message = new MessageId(i);
            Instant at = NOON.plus(Duration.ofDays(i));
            events.add(new LedgerEvent.Queued(ADDRESS, account, message, at));
            events.add(new LedgerEvent.Deferred(
                    ADDRESS,
                    account,
                    message,
                    at,
                    evidence(i),
                    verdict(BounceType.PENDING, Reason.RECIPIENT_TEMPORARY),
                    at.plusSeconds(300),
                    at.plus(Duration.ofHours(72))));
            events.add(
                    i <= 2
                            ? new LedgerEvent.Delivered(
                                    ADDRESS, account, message, at.plusSeconds(300), evidence(10 + i))
                            : new LedgerEvent.Bounced(
                                    ADDRESS,
                                    account,
                                    message,
                                    at.plusSeconds(300),
                                    evidence(10 + i),
                                    verdict(BounceType.HARD, Reason.UNKNOWN_USER),
                                    Effect.suppress(true)));
        }
        events.add(new LedgerEvent.Unbounced(ADDRESS, new AccountId(1), NOON.plus(Duration.ofDays(6)), "ann", "asked"));
        events.add(new LedgerEvent.Unbounced(ADDRESS, new AccountId(2), NOON.plus(Duration.ofDays(6)), "ann", "asked"));
        return events;
    }

    /** All events of an address. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public AddressState fold() {
        AddressState state = AddressState.EMPTY;
        for (LedgerEvent event : history) {
            state = state.apply(event);
        }
        return state;
    }
}
