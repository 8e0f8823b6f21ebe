package dev.rebound.engine.memory;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.delivery.MessageQueue;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.intake.MessageLookup;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Want;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.ledger.Verification;
import dev.rebound.engine.node.NodeNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Ledger, queue and message lookup over one map, with a switch that makes the next writes fail. */
public final class MemoryLedger implements Ledger, MessageQueue, MessageLookup {
    private static final long LOOK_MILLIS = 10;
    private static final long PATIENCE_SECONDS = 20;
    private static final EmailId EMAIL = new EmailId(1);

    private record Row(AccountId account, EmailAddress recipient) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<AddressKey, AddressState> states = new TreeMap<>();
    private final Map<MessageId, Row> rows = new TreeMap<>();
    private final Set<MessageId> claimed = new HashSet<>();
    private final List<LedgerEvent> events = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private boolean unsubscribed;
    private volatile Optional<Duration> tryFor = Optional.empty();
    private int failures;
    private int claimsLost;
    private int lookUpsLost;

    /** All messages are of an email that asks for this. */
    public void tryFor(Duration length) {
        tryFor = Optional.of(length);
    }

    /** Accepts a message, as sending an email would. */
    public MessageId accept(int account, int number, String recipient, Instant at) {
        MessageId id = new MessageId(number);
        AccountId owner = new AccountId(account);
        EmailAddress address = EmailAddress.parse(recipient).orElseThrow();
        rows.put(id, new Row(owner, address));
        record(address.key(), new Observation.Accepted(owner, id, at), Optional.empty())
                .join();
        return id;
    }

    /** Lets the next writes fail. */
    public void failNext(int writes) {
        lock.lock();
        try {
            failures = writes;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the next claims be answered with a failure although they are made, as a sync that fails can. */
    public void loseNextClaims(int claims) {
        lock.lock();
        try {
            claimsLost = claims;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the next questions fail whether a message may go out. */
    public void failNextLookUps(int lookUps) {
        lock.lock();
        try {
            lookUpsLost = lookUps;
        } finally {
            lock.unlock();
        }
    }

    /** Blocks until the condition holds, looking after every write and in between; fails if it does not in time. */
    public void await(String what, BooleanSupplier condition) {
        lock.lock();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!condition.getAsBoolean()) {
                if (!changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() - end >= 0) {
                    throw new AssertionError("did not happen in " + PATIENCE_SECONDS + " s: " + what);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    public MessageState message(MessageId id) {
        return state(find(id).orElseThrow().recipient().key()).message(id).orElseThrow();
    }

    public List<LedgerEvent> events() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    public List<Evidence> evidence() {
        lock.lock();
        try {
            return List.copyOf(evidence);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CompletableFuture<List<LedgerEvent>> record(
            AddressKey address, Observation observation, Optional<Evidence> basis) {
        lock.lock();
        try {
            if (failures > 0) {
                failures--;
                return CompletableFuture.failedFuture(toldToFail());
            }
            AddressRules.Decision decision =
                    AddressRules.decide(address, stateOf(address), observation, Rulebook.standard());
            states.put(address, decision.after());
            events.addAll(decision.events());
            basis.ifPresent(evidence::add);
            for (LedgerEvent event : decision.events()) {
                if (event instanceof LedgerEvent.OfMessage of) {
                    claimed.remove(of.message());
                }
            }
            changed.signalAll();
            return CompletableFuture.completedFuture(decision.events());
        } finally {
            lock.unlock();
        }
    }

    private static StoreUnavailableException toldToFail() {
        return new StoreUnavailableException("record", new IllegalStateException("told to fail"));
    }

    private void writeOrFail() {
        if (failures > 0) {
            failures--;
            throw toldToFail();
        }
    }

    private AddressState stateOf(AddressKey address) {
        return states.getOrDefault(address, AddressState.EMPTY);
    }

    @Override
    public AddressState state(AddressKey address) {
        lock.lock();
        try {
            return stateOf(address);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CompletableFuture<Integer> expireOverdue(Instant now, int limit) {
        int before = events().size();
        for (AddressKey address : List.copyOf(states.keySet())) {
            if (Collections.disjoint(stateOf(address).messages().keySet(), claimed)) {
                record(address, new Observation.TimePassed(now), Optional.empty())
                        .join();
            }
        }
        return CompletableFuture.completedFuture(events().size() - before);
    }

    @Override
    public Optional<Instant> lastEventAt() {
        return events().reversed().stream().map(LedgerEvent::at).findFirst();
    }

    @Override
    public Optional<Instant> nextDeadline() {
        lock.lock();
        try {
            return rows.keySet().stream()
                    .map(this::message)
                    .filter(m -> m.status().isInFlight())
                    .flatMap(m -> m.deadline().stream())
                    .min(Comparator.naturalOrder());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void replay(Consumer<LedgerEvent> consumer) {
        events().forEach(consumer);
    }

    @Override
    public Verification verify() {
        Map<AddressKey, AddressState> rebuilt = new TreeMap<>();
        replay(event ->
                rebuilt.merge(event.address(), AddressState.EMPTY.apply(event), (old, first) -> old.apply(event)));
        List<String> differences = rebuilt.equals(states) ? List.of() : List.of("states differ");
        return new Verification(events.size(), states.size(), rows.size(), differences, differences.size());
    }

    /** Lets nobody want mail any more. */
    public void unsubscribeAll() {
        lock.lock();
        try {
            unsubscribed = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Waiting> flows(EmailId email, String domain, int limit) {
        lock.lock();
        try {
            Map<String, Waiting> flows = new TreeMap<>();
            rows.forEach((id, row) -> waiting(id, row)
                    .filter(w -> email.equals(EMAIL) ? w.flow().domain().compareTo(domain) > 0 : email.value() == 0)
                    .ifPresent(w -> flows.merge(
                            w.flow().domain(), w, (one, other) -> one.due().isAfter(other.due()) ? other : one)));
            return flows.values().stream().limit(limit).toList();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Waiting> waiting(MessageId id, Row row) {
        Optional<Instant> due =
                claimed.contains(id) ? Optional.empty() : message(id).nextAttempt();
        return due.map(at -> new Waiting(flow(row), at, false));
    }

    private static Flow flow(Row row) {
        return new Flow(row.account(), EMAIL, row.recipient().key().domain());
    }

    @Override
    public Map<Want, List<QueuedMessage>> claim(Set<Want> wants, Instant now) {
        lock.lock();
        try {
            Map<Want, List<QueuedMessage>> answer = new HashMap<>();
            wants.forEach(want -> answer.put(want, claim(want, now)));
            if (claimsLost > 0) {
                claimsLost--;
                throw toldToFail();
            }
            return answer;
        } finally {
            lock.unlock();
        }
    }

    private List<QueuedMessage> claim(Want want, Instant now) {
        List<QueuedMessage> due = rows.entrySet().stream()
                .filter(row -> flow(row.getValue()).equals(want.flow()))
                .filter(row -> waiting(row.getKey(), row.getValue()).stream()
                        .anyMatch(w -> !w.due().isAfter(now)))
                .filter(row -> message(row.getKey()).deadline().stream().allMatch(end -> end.isAfter(now)))
                .limit(want.messages())
                .map(row -> queued(row.getKey(), row.getValue()))
                .toList();
        due.forEach(message -> claimed.add(message.id()));
        return due;
    }

    private QueuedMessage queued(MessageId id, Row row) {
        MessageState state = message(id);
        return new QueuedMessage(
                id,
                row.account(),
                EMAIL,
                Optional.of(new ContactId(id.value())),
                row.recipient(),
                "",
                "",
                ContactProperties.NONE,
                state.attempts(),
                Instant.parse("2026-03-01T09:00:00Z"),
                state.deadline(),
                tryFor,
                NodeNumber.SOLE);
    }

    @Override
    public Map<MessageId, Standing> standings(List<QueuedMessage> messages) {
        return messages.stream().collect(Collectors.toMap(QueuedMessage::id, this::standing));
    }

    @Override
    public Standing standing(QueuedMessage message) {
        lock.lock();
        try {
            if (lookUpsLost > 0) {
                lookUpsLost--;
                throw toldToFail();
            }
            return stateOf(message.recipient().key())
                    .refusalFor(message.account(), Rulebook.standard().policy(), message.queuedAt())
                    .or(() -> unsubscribed ? Optional.of(NotSentReason.UNSUBSCRIBED) : Optional.empty())
                    .<Standing>map(Standing.Refused::new)
                    .orElseGet(Standing.Clear::new);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(List<QueuedMessage> messages) {
        lock.lock();
        try {
            writeOrFail();
            messages.forEach(message -> claimed.remove(message.id()));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int releaseAllBut(Set<MessageId> inHand) {
        lock.lock();
        try {
            writeOrFail();
            int before = claimed.size();
            claimed.retainAll(inHand);
            return before - claimed.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void releaseAll() {
        lock.lock();
        try {
            claimed.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<EmailAddress> recipientOf(AccountId account, MessageId message) {
        return find(message).filter(sent -> sent.account().equals(account)).map(Sent::recipient);
    }

    @Override
    public Optional<Sent> find(MessageId message) {
        return Optional.ofNullable(rows.get(message)).map(row -> new Sent(row.account(), row.recipient()));
    }
}
