package dev.rebound.store.guard;

import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.guard.CircuitKey;
import dev.rebound.core.guard.Count;
import dev.rebound.core.guard.Failure;
import dev.rebound.core.guard.Guard;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Observation;
import dev.rebound.store.database.Micros;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.FailureWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** One batch's failures, counted and judged in order; see {@link CircuitWatch}. For one use. */
final class CircuitRound implements FailureWatch.Round {

    private final Handle handle;
    private final GuardSettings settings;
    private final long writer;
    private final FailureFacts facts;
    private final CircuitsInForce circuits;
    /** By key, in order, as every batch writes. */
    private final Map<String, Tally> tallies = new TreeMap<>();

    private final List<NotHeld> notHeld = new ArrayList<>();

    /** A failure that no circuit held, under the widest key it is counted under. */
    private record NotHeld(String key, Entry entry, Failure failure) {}

    CircuitRound(Handle handle, GuardSettings settings, long writer, List<Entry> failures) {
        this.handle = handle;
        this.settings = settings;
        this.writer = writer;
        this.facts = new FailureFacts(handle, settings, failures);
        Instant first = FailureFacts.first(failures);
        this.circuits = CircuitsInForce.at(handle, first);
        TreeSet<String> keys = new TreeSet<>();
        for (Entry entry : failures) {
            facts.failure(entry, failureOf(entry), false).keys().forEach(key -> keys.add(key.text()));
        }
        keys.forEach(key -> tallies.put(key, new Tally()));
        GuardSql.keyed(handle, "minutesOf")
                .bind("oldest", Tally.before(first))
                .forEach(
                        "keys",
                        List.copyOf(keys),
                        row -> tally(row.getString("key"))
                                .know(row.getLong("minute"), new Count(row.getLong("failures"), row.getLong("good"))));
    }

    /** What a person enters says nothing about how a provider behaves, and is not held for what one does. */
    static boolean isFailure(Entry entry) {
        return entry.observation() instanceof Observation.PermanentFailure && !entry.isEnteredByHand();
    }

    private static Observation.PermanentFailure failureOf(Entry entry) {
        return (Observation.PermanentFailure) entry.observation();
    }

    private Tally tally(String key) {
        return Objects.requireNonNull(tallies.get(key), "every key of the batch has its tally");
    }

    @Override
    public Observation judged(Entry entry, AddressState state) {
        if (!(entry.observation() instanceof Observation.PermanentFailure observed)
                || observed.heldBy().isPresent()
                || !isFailure(entry)
                || !AddressRules.addsABounce(state, observed)) {
            return entry.observation();
        }
        Failure failure = facts.of(entry, observed, state);
        List<CircuitKey> keys = failure.keys();
        List<String> texts = keys.stream().map(CircuitKey::text).toList();
        texts.forEach(key -> tally(key).add(observed.at(), failure.tookMail()));
        Optional<CircuitId> circuit = circuits.isMuted(texts, observed.at())
                ? Optional.empty()
                : circuits.openFor(texts).or(() -> opened(keys, circuits.ignored(texts), observed.at()));
        texts.forEach(key -> tally(key).addToHour(observed.at(), circuit.isPresent()));
        if (circuit.isEmpty()) {
            notHeld.add(new NotHeld(texts.getFirst(), entry, failure));
        }
        return circuit.<Observation>map(observed::heldBy).orElse(observed);
    }

    /** The circuit of the widest key whose failures have left their band with this one. */
    private Optional<CircuitId> opened(List<CircuitKey> keys, long ignored, Instant at) {
        for (CircuitKey key : keys) {
            Tally tally = tally(key.text());
            Count count = tally.inWindow(at, ignored);
            if (count.failures() < settings.failuresMin()) {
                continue;
            }
            long before = Math.max(0, usual(key.text(), at) + tally.addedToUsual(at) + 1 - count.failures());
            if (Guard.opens(key, count, before, settings)) {
                return Optional.of(open(key, count, before, at));
            }
        }
        return Optional.empty();
    }

    private long usual(String key, Instant at) {
        return GuardSql.on(handle, "usual")
                .bind("key", key)
                .bind("from", Tally.hourBefore(at))
                .bind("to", GuardSql.hour(at))
                .first(row -> row.getLong("failures"))
                .orElse(0L);
    }

    private CircuitId open(CircuitKey key, Count count, long before, Instant at) {
        GuardSql.on(handle, "openCircuit")
                .bind("key", key.text())
                .bind("at", Micros.of(at))
                .bind("failures", count.failures())
                .bind("good", count.good())
                .bind("outsideFrom", Guard.limit(before, settings))
                .bind("before", before)
                .execute();
        CircuitId circuit = GuardSql.on(handle, "openOf")
                .bind("key", key.text())
                .first(row -> new CircuitId(row.getLong("id")))
                .orElseThrow();
        circuits.opened(key.text(), circuit);
        return circuit;
    }

    @Override
    public void write() {
        List<Added<Count>> minutes = new ArrayList<>();
        List<Added<Tally.Hour>> hours = new ArrayList<>();
        tallies.forEach((key, tally) -> {
            tally.added().forEach((minute, count) -> minutes.add(new Added<>(key, minute, count)));
            tally.addedHours().forEach((hour, counts) -> hours.add(new Added<>(key, hour, counts)));
        });
        GuardSql.on(handle, "addMinute")
                .executeEach(
                        minutes,
                        (add, row) -> add.bind("key", row.key())
                                .bind("minute", row.unit())
                                .bind("writer", writer)
                                .bind("failures", row.counted().failures())
                                .bind("good", row.counted().good()));
        GuardSql.on(handle, "addHour")
                .executeEach(
                        hours,
                        (add, row) -> add.bind("key", row.key())
                                .bind("hour", row.unit())
                                .bind("writer", writer)
                                .bind("failures", row.counted().failures())
                                .bind("held", row.counted().held()));
        GuardSql.on(handle, "addFailure")
                .executeEach(
                        notHeld,
                        (add, row) -> add.bind("key", row.key())
                                .bind("at", Micros.of(row.entry().observation().at()))
                                .bind(
                                        "message",
                                        row.entry().message().orElseThrow().value())
                                .bind("address", row.entry().address().value())
                                .bind("domain", row.failure().sendingDomain().orElse(null))
                                .bind("ip", row.failure().sendingIp().orElse(null)));
    }

    /** What was counted under a key in a minute or an hour. */
    private record Added<T>(String key, long unit, T counted) {}
}
