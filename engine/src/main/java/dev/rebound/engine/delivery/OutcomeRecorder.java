package dev.rebound.engine.delivery;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what came of attempts into the ledger. Nobody waits for the commit: many outcomes share one, and the next
 * message is under way meanwhile. The journal forgets an attempt once its outcome is on disk.
 *
 * <p>An outcome is never dropped because the store failed: a message the server took would be sent again. It
 * is tried until the store answers or the process ends; then the journal has it, and until then the claim lasts.
 *
 * <p>Thread-safe.
 */
final class OutcomeRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeRecorder.class);

    /** After the store failed, before it is asked again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Dispatcher.Parts parts;
    private final CountDownLatch stopped = new CountDownLatch(1);
    /** One party for each outcome that is not on disk yet, and one for us. */
    private final Phaser unrecorded = new Phaser(1);

    private final AtomicInteger left = new AtomicInteger();

    OutcomeRecorder(Dispatcher.Parts parts) {
        this.parts = parts;
    }

    /**
     * Records one.
     *
     * @param maybeAccepted the server may have the message although it did not say so
     * @param whenStored run once it is on disk; never if it is left to the next start
     */
    void record(QueuedMessage message, OutcomeReading.Reading read, boolean maybeAccepted, Runnable whenStored) {
        Entry outcome = new Entry(message, read.observation(), Optional.of(read.evidence()));
        if (maybeAccepted) {
            Observation cutOff =
                    new Observation.CutOff(message.id(), read.observation().at());
            begin(new Entry(message, cutOff, Optional.empty()), () -> begin(outcome, whenStored));
        } else {
            begin(outcome, whenStored);
        }
    }

    /** Records that a message is not sent at all. */
    void leaveOut(QueuedMessage message, Observation leftOut, Runnable whenStored) {
        begin(new Entry(message, leftOut, Optional.empty()), whenStored);
    }

    private record Entry(QueuedMessage message, Observation observation, Optional<Evidence> evidence) {
        MessageId id() {
            return message.id();
        }
    }

    private void begin(Entry entry, Runnable whenStored) {
        unrecorded.register();
        store(entry, whenStored);
    }

    private void store(Entry entry, Runnable whenStored) {
        CompletableFuture<?> stored;
        try {
            stored = parts.ledger().record(entry.message().recipient().key(), entry.observation(), entry.evidence());
        } catch (StoreUnavailableException e) {
            stored = CompletableFuture.failedFuture(e);
        }
        var _ = stored.whenComplete((events, failure) -> {
            if (failure == null) {
                settled(entry, whenStored);
            } else {
                again(entry, failure, whenStored);
            }
        });
    }

    private void settled(Entry entry, Runnable whenStored) {
        try {
            if (!(entry.observation() instanceof Observation.CutOff)) {
                parts.journal().settled(entry.id());
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("The journal of attempts misses an entry message={}", entry.id(), e);
        } finally {
            whenStored.run();
            unrecorded.arriveAndDeregister();
        }
    }

    /**
     * The ledger completes on threads that may wait. What is given up at the end stays claimed: whatever came of it, it
     * must not be tried again before the next start has read the journal.
     */
    private void again(Entry entry, Throwable failure, Runnable whenStored) {
        try {
            if (stopped.getCount() > 0) {
                LOG.warn("An outcome waits for the store message={}", entry.id(), failure);
                if (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    store(entry, whenStored);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.debug("An outcome is left to the next start message={}", entry.id(), failure);
        left.incrementAndGet();
        unrecorded.arriveAndDeregister();
    }

    /** Gives up on a store that fails. */
    void stop() {
        stopped.countDown();
    }

    /** Waits until everything that was given to it is on disk or given up, at most this long. */
    void await(Duration time) throws InterruptedException {
        try {
            unrecorded.awaitAdvanceInterruptibly(unrecorded.arrive(), time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Some outcomes were not stored in time; they are read from the journal at the next start", e);
        }
        if (left.get() > 0) {
            LOG.info("Attempts that were cut off are left to the next start messages={}", left.get());
        }
    }
}
