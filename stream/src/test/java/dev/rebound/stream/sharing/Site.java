package dev.rebound.stream.sharing;

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
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.sharing.KnowledgeTaking;
import dev.rebound.engine.sharing.LedgerTelling;
import dev.rebound.engine.sharing.NumberStanding;
import dev.rebound.engine.sharing.NumberWatch;
import dev.rebound.feed.report.Installation;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.transport.kafka.KafkaSharing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** An installation with a database of its own and three accounts, that tells and takes by way of Kafka. */
final class Site implements AutoCloseable {

    private static final Duration LOOK_PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Verdict UNKNOWN_USER = new Verdict(
            BounceType.HARD,
            Reason.UNKNOWN_USER,
            Fault.RECIPIENT,
            Confidence.HIGH,
            new RuleId("unknown-user"),
            "test",
            List.of(),
            Optional.empty());

    private final Store store;
    private final Installation installation;
    private final NumberWatch watch;
    private final LedgerTelling telling;
    private final KnowledgeTaking taking;
    private long messages;

    Site(Path folder, String kafka, int number) {
        installation = new Installation(number, 0);
        store = Store.open(folder, StoreSettings.standard());
        if (store.accounts().all().isEmpty()) {
            for (String name : List.of("Shop", "School", "Club")) {
                store.accounts().create(name, now());
            }
        }
        KafkaSharing sharing = new KafkaSharing(kafka, "t", installation, new Properties());
        watch = NumberWatch.start(number, store.identity(), sharing::roll, InstantSource.system());
        Lease lease = watch.within(Lease.SOLE);
        telling = LedgerTelling.start(store.sharing().tail(), sharing::outlet, lease);
        taking = KnowledgeTaking.start(
                new KnowledgeTaking.Here(
                        store.accounts(), store.ledger(), store.sharing().lifts()),
                sharing::inlet,
                InstantSource.system(),
                lease);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** A message of an account comes back for good. */
    void bounce(AddressKey address, long account) {
        MessageId message = new MessageId(++messages);
        record(address, new Observation.Accepted(new AccountId(account), message, now()));
        record(
                address,
                new Observation.PermanentFailure(
                        message, now(), EvidenceId.of(message.toString(), installation.toString()), UNKNOWN_USER));
    }

    void record(AddressKey address, Observation observation) {
        store.ledger().record(address, observation, Optional.empty()).join();
    }

    void unbounce(AddressKey address, long account) {
        record(address, new Observation.Unbounce(new AccountId(account), now(), "ann", "they wrote to us"));
    }

    void liftGlobal(AddressKey address) {
        record(address, new Observation.LiftGlobal(now(), "olga", "their server was broken"));
    }

    AddressState state(AddressKey address) {
        return store.ledger().state(address);
    }

    /** Waits until it is so. */
    void await(AddressKey address, Predicate<AddressState> wanted, String what) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!wanted.test(state(address))) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(what + ": " + state(address));
            }
            LockSupport.parkNanos(LOOK_PAUSE.toNanos());
        }
    }

    /** Waits until what is known of its number is so. */
    void await(NumberStanding.State wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        while (watch.standing().state() != wanted) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(wanted + " was expected: " + watch.standing());
            }
            LockSupport.parkNanos(LOOK_PAUSE.toNanos());
        }
    }

    @Override
    public void close() {
        taking.close();
        watch.close();
        telling.close();
        store.close();
    }
}
