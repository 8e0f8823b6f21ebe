package dev.rebound.engine.delivery;

import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.lane.Sign;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.time.WorldClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one message to its server, and what came of it to the ledger.
 *
 * <p>Before the end of data everything may fail, and the message is tried again. From there on the outcome is
 * never dropped: neither a journal nor a store that cannot be written to keeps it from the ledger, because a
 * message that a server has taken would be sent again.
 *
 * <p>Thread-safe.
 */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** After the store failed, before it is asked again. */
    private static final long PAUSE_MILLIS = 1_000;

    private final Dispatcher.Parts parts;
    private final OutcomeReading reading;
    private final WorldClock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Courier(Dispatcher.Parts parts, OutcomeReading reading, WorldClock clock) {
        this.parts = parts;
        this.reading = reading;
        this.clock = clock;
    }

    /** Outcomes that wait for the store wait no more; the journal has what must not be forgotten. */
    void stop() {
        stopped.countDown();
    }

    /**
     * Tries once.
     *
     * @param destination the name of its lane
     * @param answered told as soon as it is known what the attempt says of the destination
     * @return false if its email is held: nothing was tried
     * @throws StoreUnavailableException if the message could not be looked up; nothing was tried
     * @throws CompletionException if it could not be recorded that it is left out; nothing was tried
     * @throws InterruptedException if delivery stops before the outcome is in the ledger
     */
    boolean attempt(QueuedMessage message, String destination, Consumer<Sign> answered) throws InterruptedException {
        return switch (parts.queue().standing(message)) {
            case MessageQueue.Standing.Held() -> false;
            case MessageQueue.Standing.Refused(NotSentReason why) -> {
                leaveOut(message, why);
                yield true;
            }
            case MessageQueue.Standing.Clear() -> {
                Optional<AttemptOutcome> outcome = tryOnce(message);
                if (outcome.isPresent()) {
                    settle(message, destination, outcome.get(), answered);
                } else {
                    leaveOut(message, NotSentReason.QUARANTINED);
                }
                yield true;
            }
        };
    }

    private void leaveOut(QueuedMessage message, NotSentReason why) {
        Observation leftOut = new Observation.LeftOut(message.account(), message.id(), now(), why);
        parts.ledger()
                .record(message.recipient().key(), leftOut, Optional.empty())
                .join();
    }

    /** Empty if there is nothing to send: its email no longer exists. */
    private Optional<AttemptOutcome> tryOnce(QueuedMessage message) {
        try {
            return parts.content().contentOf(message).map(content -> handOver(message, content));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            return Optional.of(brokenOnOurSide(message, e));
        }
    }

    private AttemptOutcome handOver(QueuedMessage message, byte[] content) {
        Envelope envelope = new Envelope(parts.returnPaths().of(message), message.recipient());
        try {
            return parts.transport()
                    .attempt(envelope, content, () -> parts.journal().handingOver(message.id(), now()));
        } catch (StoreUnavailableException e) {
            // Deferred, not given back: it would connect again at once, for as long as the journal is broken.
            return brokenOnOurSide(message, e);
        }
    }

    private static AttemptOutcome brokenOnOurSide(QueuedMessage message, RuntimeException why) {
        LOG.error("An attempt broke on our side; it counts as deferred message={}", message.id(), why);
        return new AttemptOutcome.Failed(
                NetworkFailure.INTERNAL_ERROR,
                "the attempt broke on our side: " + why.getClass().getSimpleName(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private void settle(QueuedMessage message, String destination, AttemptOutcome outcome, Consumer<Sign> answered)
            throws InterruptedException {
        Instant at = now();
        if (outcome instanceof AttemptOutcome.Replied replied && replied.delivered()) {
            note(message, () -> parts.journal().taken(message.id(), at, replied.reply(), replied.remoteMta()));
        }
        OutcomeReading.Reading read = reading.read(OutcomeReading.Tried.of(message, destination, at), outcome);
        answered.accept(read.sign());
        boolean maybeAccepted = outcome instanceof AttemptOutcome.Failed failed && failed.maybeAccepted();
        recordUntilStored(message, read, maybeAccepted);
        note(message, () -> parts.journal().settled(message.id()));
    }

    /** Without the entry, a crash before the commit is one that cannot tell whether the message arrived. */
    private static void note(QueuedMessage message, Runnable entry) {
        try {
            entry.run();
        } catch (StoreUnavailableException e) {
            LOG.warn("The journal of attempts misses an entry message={}", message.id(), e);
        }
    }

    /** The thread waits, and the claim with it, until the store answers or delivery stops. */
    private void recordUntilStored(QueuedMessage message, OutcomeReading.Reading read, boolean maybeAccepted)
            throws InterruptedException {
        while (true) {
            try {
                record(message, read, maybeAccepted);
                return;
            } catch (StoreUnavailableException | CompletionException e) {
                LOG.warn("An outcome waits for the store message={}", message.id(), e);
                if (stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException("delivery stops");
                }
            }
        }
    }

    private void record(QueuedMessage message, OutcomeReading.Reading read, boolean maybeAccepted) {
        if (maybeAccepted) {
            Observation cutOff =
                    new Observation.CutOff(message.id(), read.observation().at());
            parts.ledger()
                    .record(message.recipient().key(), cutOff, Optional.empty())
                    .join();
        }
        parts.ledger()
                .record(message.recipient().key(), read.observation(), Optional.of(read.evidence()))
                .join();
    }

    /** The store keeps milliseconds; what is compared with it later must not know more. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
