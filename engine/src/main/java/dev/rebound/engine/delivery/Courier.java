package dev.rebound.engine.delivery;

import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.lane.Sign;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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

    private final Dispatcher.Parts parts;
    private final OutcomeReading reading;
    private final Withholding withholding;
    private final WorldClock clock;
    private final OutcomeRecorder recorder;

    Courier(Dispatcher.Parts parts, OutcomeReading reading, Withholding withholding, WorldClock clock) {
        this.parts = parts;
        this.reading = reading;
        this.withholding = withholding;
        this.clock = clock;
        this.recorder = new OutcomeRecorder(parts);
    }

    /** Outcomes that a failing store does not take are given up; the journal has what must not be forgotten. */
    void stop() {
        recorder.stop();
    }

    /** Waits until what was tried is in the ledger or given up, at most this long. */
    void await(Duration time) throws InterruptedException {
        recorder.await(time);
    }

    /**
     * Tries once.
     *
     * @param destination the name of its lane
     * @param answered told as soon as it is known what the attempt says of the destination
     * @param whenStored run once what came of it is in the ledger; never if delivery stops before
     * @return false if it is not its time, because its email is held or no address may send it today, or if another node has it: nothing was handed over
     * @throws StoreUnavailableException if the message could not be looked up; nothing was tried
     */
    boolean attempt(ClaimedMessage claimed, String destination, Consumer<Sign> answered, Runnable whenStored) {
        QueuedMessage message = claimed.message();
        if (withholding.until(message.email(), destination, now()).isPresent()) {
            return false;
        }
        return switch (claimed.standingNow(parts.queue())) {
            case MessageQueue.Standing.Held() -> false;
            case MessageQueue.Standing.Refused(NotSentReason why) -> leaveOut(message, why, whenStored);
            case MessageQueue.Standing.Clear() ->
                switch (tryOnce(message)) {
                    case Tried.NotOurs() -> false;
                    case Tried.NoContent() -> leaveOut(message, NotSentReason.QUARANTINED, whenStored);
                    case Tried.Ended(AttemptOutcome.Withheld(Instant until)) -> {
                        withholding.note(message.email(), destination, until, now());
                        yield false;
                    }
                    case Tried.Ended(AttemptOutcome.Made made) -> {
                        settle(message, destination, made, answered, whenStored);
                        yield true;
                    }
                };
        };
    }

    /** What came of one try. */
    private sealed interface Tried {

        /** There was nothing to send: its email no longer exists. */
        record NoContent() implements Tried {}

        /** Another node may be at it. */
        record NotOurs() implements Tried {}

        record Ended(AttemptOutcome outcome) implements Tried {}
    }

    private boolean leaveOut(QueuedMessage message, NotSentReason why, Runnable whenStored) {
        recorder.leaveOut(message, new Observation.LeftOut(message.account(), message.id(), now(), why), whenStored);
        return true;
    }

    private Tried tryOnce(QueuedMessage message) {
        try {
            return parts.content()
                    .contentOf(message)
                    .<Tried>map(content -> new Tried.Ended(handOver(message, content)))
                    .orElseGet(Tried.NoContent::new);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (ClaimLostException e) {
            LOG.warn("An attempt ends before its end of data: its claim is over message={}", message.id(), e);
            return new Tried.NotOurs();
        } catch (RuntimeException e) {
            return new Tried.Ended(brokenOnOurSide(message, e));
        }
    }

    private AttemptOutcome handOver(QueuedMessage message, MessageContent content) {
        Envelope envelope = new Envelope(parts.returnPaths().of(message), message.recipient());
        try {
            return parts.transport()
                    .attempt(envelope, content, () -> parts.journal().handingOver(message, now()));
        } catch (StoreUnavailableException e) {
            // Deferred, not given back: it would connect again at once, for as long as the journal is broken.
            return brokenOnOurSide(message, e);
        }
    }

    private static AttemptOutcome.Made brokenOnOurSide(QueuedMessage message, RuntimeException why) {
        LOG.error("An attempt broke on our side; it counts as deferred message={}", message.id(), why);
        return new AttemptOutcome.Failed(
                NetworkFailure.INTERNAL_ERROR,
                "the attempt broke on our side: " + why.getClass().getSimpleName(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private void settle(
            QueuedMessage message,
            String destination,
            AttemptOutcome.Made outcome,
            Consumer<Sign> answered,
            Runnable whenStored) {
        Instant at = now();
        if (outcome instanceof AttemptOutcome.Replied replied && replied.delivered()) {
            note(message, () -> parts.journal().taken(message.id(), at, replied.reply(), replied.remoteMta()));
        }
        OutcomeReading.Reading read = reading.read(OutcomeReading.Tried.of(message, destination, at), outcome);
        answered.accept(read.sign());
        boolean maybeAccepted = outcome instanceof AttemptOutcome.Failed failed && failed.maybeAccepted();
        recorder.record(message, read, maybeAccepted, whenStored);
    }

    /** Without the entry, a crash before the commit is one that cannot tell whether the message arrived. */
    private static void note(QueuedMessage message, Runnable entry) {
        try {
            entry.run();
        } catch (StoreUnavailableException e) {
            LOG.warn("The journal of attempts misses an entry message={}", message.id(), e);
        }
    }

    /** The store keeps milliseconds; what is compared with it later must not know more. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
