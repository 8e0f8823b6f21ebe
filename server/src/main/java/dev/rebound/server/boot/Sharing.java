package dev.rebound.server.boot;

import dev.rebound.engine.node.Lease;
import dev.rebound.engine.sharing.KnowledgeTaking;
import dev.rebound.engine.sharing.LedgerTelling;
import dev.rebound.engine.sharing.NumberStanding;
import dev.rebound.engine.sharing.NumberWatch;
import dev.rebound.server.config.SharingSettings;
import dev.rebound.store.Store;
import dev.rebound.transport.kafka.KafkaSharing;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Telling other installations what happened here, and taking what they know together. */
final class Sharing {

    private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

    private volatile @Nullable NumberWatch watch;

    /** Whether the number is this installation's; empty where nothing is shared. */
    Optional<NumberStanding> standing() {
        return Optional.ofNullable(watch).map(NumberWatch::standing);
    }

    /** Starts what the settings ask for. */
    void start(SharingSettings settings, Store store, InstantSource clock, Lease lease, RunningParts running) {
        if (settings.kafka().isEmpty()) {
            return;
        }
        KafkaSharing kafka =
                new KafkaSharing(settings.kafka().get(), settings.prefix(), settings.installation(), settings.client());
        NumberWatch numbers = running.keep(NumberWatch.start(
                settings.installation().number(), store.identity(), kafka::roll, InstantSource.system()));
        watch = numbers;
        Lease numbered = numbers.within(lease);
        if (settings.tells()) {
            running.keep(LedgerTelling.start(store.sharing().tail(), kafka::outlet, numbered));
        }
        if (settings.takes()) {
            running.keep(KnowledgeTaking.start(
                    new KnowledgeTaking.Here(
                            store.accounts(), store.ledger(), store.sharing().lifts()),
                    kafka::inlet,
                    clock,
                    numbered));
        }
        LOG.info(
                "What is known is shared kafka={} installation={} tells={} takes={}",
                settings.kafka().get(),
                settings.installation().number(),
                settings.tells(),
                settings.takes());
    }
}
