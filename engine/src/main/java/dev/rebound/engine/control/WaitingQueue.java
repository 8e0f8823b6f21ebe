package dev.rebound.engine.control;

import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.control.Controls.Delivery;
import dev.rebound.engine.control.WaitingDestination.Wait;
import dev.rebound.engine.control.WaitingStore.LastWords;
import dev.rebound.engine.control.WaitingStore.ScheduledEmail;
import dev.rebound.engine.control.WaitingStore.WaitingMessage;
import dev.rebound.engine.lane.LaneStatus;
import dev.rebound.engine.manners.Manners;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Use case: what waits, and for what. The store knows what is in flight and when it is due; delivery, if it runs in this
 * process, knows how each destination stands. Both are asked for each answer, so it is as new as the question.
 *
 * <p>Thread-safe.
 */
public final class WaitingQueue {

    /** Domains looked at, those with most messages first. */
    private static final int DOMAINS_MAX = 10_000;
    /** Domains of a destination of which the last words are looked up. */
    private static final int ASKED_DOMAINS_MAX = 3;
    /** Emails that began to be sent before have nothing in flight but what is held. */
    private static final Duration RECENTLY = Duration.ofDays(7);

    private static final int SCHEDULED_MAX = 100;

    private final WaitingStore store;
    private final InstantSource clock;
    private final Delivery delivery;
    private final Manners manners = Manners.builtIn(Manners.Jitter.none());

    public WaitingQueue(WaitingStore store, InstantSource clock, Delivery delivery) {
        this.store = store;
        this.clock = clock;
        this.delivery = delivery;
    }

    /** The domains of a destination that something waits for, added up. */
    private record Sum(
            List<String> domains, long messages, long due, long held, Optional<Instant> next, Instant since) {

        static Sum of(PendingDomain one) {
            return new Sum(
                    List.of(one.domain()), one.messages(), one.due(), one.held(), one.nextAttempt(), one.since());
        }

        Sum plus(Sum other) {
            List<String> all = new ArrayList<>(domains);
            all.addAll(other.domains);
            return new Sum(
                    all,
                    messages + other.messages,
                    due + other.due,
                    held + other.held,
                    next.map(mine -> other.next.filter(mine::isAfter).orElse(mine))
                            .or(other::next),
                    since.isBefore(other.since) ? since : other.since);
        }
    }

    /** Every destination that something waits for, most messages first; of one account, or of all. */
    public List<WaitingDestination> destinations(Optional<AccountId> account, int limit) {
        return sums(account).entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().messages()))
                .limit(limit)
                .map(entry -> destination(account, entry.getKey(), entry.getValue()))
                .toList();
    }

    private Map<String, Sum> sums(Optional<AccountId> account) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (PendingDomain pending : store.pending(account, clock.instant(), DOMAINS_MAX)) {
            sums.merge(delivery.destinationOf(pending.domain()), Sum.of(pending), Sum::plus);
        }
        return sums;
    }

    /** The domains of a destination that something waits for. */
    public List<String> domainsOf(Optional<AccountId> account, String destination) {
        return Optional.ofNullable(sums(account).get(destination))
                .map(Sum::domains)
                .orElseGet(List::of);
    }

    private WaitingDestination destination(Optional<AccountId> account, String name, Sum sum) {
        Instant sentSince = clock.instant().minus(RECENTLY);
        Optional<LastWords> last = sum.domains().stream()
                .limit(ASKED_DOMAINS_MAX)
                .flatMap(domain -> store.lastWords(account, domain, sentSince).stream())
                .max(Comparator.comparing(LastWords::at));
        String domain = sum.domains().getFirst();
        Optional<LaneStatus> lane = delivery.laneOf(domain);
        List<Wait> waits = new ArrayList<>();
        if (sum.due() > 0) {
            waits.add(waitOfDue(sum.due(), lane, delivery.withheldUntil(domain)));
        }
        long later = sum.messages() - sum.due() - sum.held();
        if (later > 0) {
            waits.add(new Wait(afterDeferral(last.map(LastWords::verdict), name), later, sum.next()));
        }
        if (sum.held() > 0) {
            waits.add(new Wait(WaitsFor.HOLD, sum.held(), Optional.empty()));
        }
        return new WaitingDestination(name, sum.domains(), sum.messages(), sum.since(), waits, lane, last);
    }

    private static Wait waitOfDue(long messages, Optional<LaneStatus> lane, Optional<Instant> withheldUntil) {
        if (withheldUntil.isPresent()) {
            return new Wait(WaitsFor.WARM_UP, messages, withheldUntil);
        }
        WaitsFor what = lane.map(status -> switch (status.standing()) {
                    case PROBING -> WaitsFor.PROBE;
                    case AT_ITS_RATE -> WaitsFor.RATE;
                    case BUSY -> WaitsFor.ROOM;
                    case OPEN -> WaitsFor.TURN;
                })
                .orElse(WaitsFor.TURN);
        return new Wait(what, messages, lane.flatMap(LaneStatus::probeAt));
    }

    private WaitsFor afterDeferral(Optional<Verdict> verdict, String destination) {
        return verdict.map(v -> {
                    if (manners.isGreylisting(v, destination)) {
                        return WaitsFor.GREYLISTED;
                    }
                    return manners.asksForLess(v, destination) ? WaitsFor.SLOWED : WaitsFor.RETRY;
                })
                .orElse(WaitsFor.RETRY);
    }

    /** Why a message of the account waits; empty if it does not. */
    public Optional<WhyWaiting> why(AccountId account, MessageId message) {
        return store.find(account, message).map(this::why);
    }

    private WhyWaiting why(WaitingMessage waiting) {
        String destination = delivery.destinationOf(waiting.domain());
        Optional<LaneStatus> lane = delivery.laneOf(waiting.domain());
        if (waiting.claimed()) {
            return new WhyWaiting(WaitsFor.ANSWER, Optional.empty(), Optional.empty(), destination, lane);
        }
        if (waiting.hold().isPresent()) {
            return new WhyWaiting(WaitsFor.HOLD, waiting.hold(), Optional.empty(), destination, lane);
        }
        if (waiting.due().isAfter(clock.instant())) {
            WaitsFor what = afterDeferral(waiting.verdict(), destination);
            return new WhyWaiting(what, Optional.empty(), Optional.of(waiting.due()), destination, lane);
        }
        Wait wait = waitOfDue(1, lane, delivery.withheldUntil(waiting.email(), waiting.domain()));
        return new WhyWaiting(wait.what(), Optional.empty(), wait.until(), destination, lane);
    }

    /** Emails that will be sent at a set time, the next one first; of one account, or of all. */
    public List<ScheduledEmail> scheduled(Optional<AccountId> account) {
        return store.scheduled(account, SCHEDULED_MAX);
    }
}
