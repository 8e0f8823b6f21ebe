package dev.rebound.engine.delivery;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.contact.Consent;
import dev.rebound.engine.intake.MessageLookup;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.time.WorldClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due.
 *
 * <p>One thread looks at the queue: it lets deadlines run out, claims as many due messages as there are
 * free slots, and gives each to a virtual thread for one attempt. What came of it goes to the ledger,
 * and with that the claim ends. A new message wakes the thread; otherwise it looks every
 * {@link #LOOK_EVERY_MILLIS}, which costs one index lookup and keeps it right whatever the clock does.
 *
 * <p>Around the end of data the {@linkplain AttemptJournal journal} remembers what a killed process would
 * forget; {@link #recover} reads it before the first claim. See {@code docs/concepts/durability.md}.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final long LOOK_EVERY_MILLIS = 50;
    /** Messages claimed, or expired, in one transaction. */
    private static final int BATCH = 500;
    /** After the store failed, before it is asked again. */
    private static final long PAUSE_MILLIS = 1_000;

    /**
     * What delivery works with.
     *
     * @param classifier judges replies
     */
    public record Parts(
            MessageQueue queue,
            Ledger ledger,
            Consent consent,
            MessageLookup messages,
            AttemptJournal journal,
            MailTransport transport,
            ContentSource content,
            ReturnPaths returnPaths,
            Function<Diagnostic, Verdict> classifier) {}

    private final Parts parts;
    private final WorldClock clock;
    private final OutcomeReading reading;
    private final int slotsInAll;
    private final Semaphore slots;
    private final Semaphore wake = new Semaphore(0);
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread loop;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;

    public Dispatcher(Parts parts, DispatchSettings settings, WorldClock clock) {
        this.parts = parts;
        this.clock = clock;
        this.reading = new OutcomeReading(parts.classifier(), settings.schedule(), settings.relay());
        this.slotsInAll = settings.attemptsAtOnceMax();
        this.slots = new Semaphore(slotsInAll);
        this.loop = Thread.ofPlatform().name("dispatcher").unstarted(this::run);
    }

    /** Settles what an earlier process left, then starts delivering. */
    public void start() {
        recover();
        parts.queue().releaseAll();
        loop.start();
    }

    /** Something new may be due. */
    public void wake() {
        wake.release();
    }

    /** Lets attempts that are under way end, for at most a few seconds; the rest is due again at the next start. */
    @Override
    public void close() {
        stopping = true;
        stopped.countDown();
        wake.release();
        try {
            loop.join(TimeUnit.SECONDS.toMillis(5));
            attempts.shutdown();
            if (!attempts.awaitTermination(5, TimeUnit.SECONDS)) {
                attempts.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void recover() {
        for (AttemptJournal.Leftover leftover : parts.journal().leftovers()) {
            Optional<MessageLookup.Sent> sent = parts.messages().find(leftover.message());
            sent.ifPresent(message -> settle(leftover, message));
            parts.journal().settled(leftover.message());
        }
    }

    private void settle(AttemptJournal.Leftover leftover, MessageLookup.Sent sent) {
        switch (leftover) {
            case AttemptJournal.Leftover.Taken taken -> {
                OutcomeReading.Reading read =
                        reading.taken(taken.message(), taken.reply(), taken.remoteMta(), taken.at());
                parts.ledger()
                        .record(sent.recipient().key(), read.observation(), Optional.of(read.evidence()))
                        .join();
                LOG.info("Recorded a delivery from before the restart message={}", taken.message());
            }
            case AttemptJournal.Leftover.Unknown unknown -> {
                Observation cutOff = new Observation.CutOff(unknown.message(), unknown.at());
                parts.ledger()
                        .record(sent.recipient().key(), cutOff, Optional.empty())
                        .join();
                LOG.warn("An attempt was cut off; the recipient may get it twice message={}", unknown.message());
            }
        }
    }

    private void run() {
        while (!stopping) {
            try {
                expire();
                if (dispatchDue() == 0) {
                    boolean woken = wake.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                    if (woken) {
                        wake.drainPermits();
                    }
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Delivery pauses: the store does not answer pauseMillis={}", PAUSE_MILLIS, e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            boolean woken = wake.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            LOG.debug("Delivery goes on woken={}", woken);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private void expire() {
        Instant now = now();
        Optional<Instant> deadline = parts.ledger().nextDeadline();
        if (deadline.isPresent() && !now.isBefore(deadline.get())) {
            parts.ledger().expireOverdue(now, BATCH).join();
        }
    }

    private int dispatchDue() throws InterruptedException {
        slots.acquire();
        int free = 1 + slots.drainPermits();
        int taken = 0;
        try {
            List<QueuedMessage> due = parts.queue().claim(now(), Math.min(free, BATCH));
            for (QueuedMessage message : due) {
                taken++;
                attempts.execute(() -> attemptInSlot(message));
            }
            return due.size();
        } finally {
            slots.release(free - taken);
        }
    }

    private void attemptInSlot(QueuedMessage message) {
        try {
            attempt(message);
        } catch (StoreUnavailableException | CompletionException e) {
            LOG.warn("A message could not be looked up and goes back to the queue message={}", message.id(), e);
            parts.queue().release(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            slots.release();
        }
    }

    private void attempt(QueuedMessage message) throws InterruptedException {
        Optional<NotSentReason> refusal = refusal(message);
        Optional<byte[]> content = parts.content().contentOf(message);
        if (refusal.isPresent() || content.isEmpty()) {
            leaveOut(message, refusal.orElse(NotSentReason.QUARANTINED));
            return;
        }
        AttemptOutcome outcome = handOver(message, content.get());
        Instant at = now();
        if (outcome instanceof AttemptOutcome.Replied replied && replied.delivered()) {
            parts.journal().taken(message.id(), at, replied.reply(), replied.remoteMta());
        }
        recordUntilStored(message, outcome, at);
        parts.journal().settled(message.id());
    }

    private AttemptOutcome handOver(QueuedMessage message, byte[] content) {
        try {
            Envelope envelope = new Envelope(parts.returnPaths().of(message), message.recipient());
            return parts.transport()
                    .attempt(envelope, content, () -> parts.journal().handingOver(message.id(), now()));
        } catch (RuntimeException e) {
            LOG.error("An attempt broke on our side; it counts as deferred message={}", message.id(), e);
            return new AttemptOutcome.Failed(
                    NetworkFailure.INTERNAL_ERROR,
                    "the attempt broke on our side: " + e.getClass().getSimpleName(),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }
    }

    /**
     * An outcome is never dropped because the store failed: a message the server took would be sent
     * again. The thread waits, and the claim with it, until the store answers or the process ends; then
     * the journal has it.
     */
    private void recordUntilStored(QueuedMessage message, AttemptOutcome outcome, Instant at)
            throws InterruptedException {
        while (true) {
            try {
                record(message, outcome, at);
                return;
            } catch (StoreUnavailableException | CompletionException e) {
                LOG.warn("An outcome waits for the store message={}", message.id(), e);
                if (stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw e;
                }
            }
        }
    }

    private void record(QueuedMessage message, AttemptOutcome outcome, Instant at) {
        OutcomeReading.Reading read = reading.read(message.id(), message.attempts(), outcome, at);
        if (outcome instanceof AttemptOutcome.Failed failed && failed.maybeAccepted()) {
            parts.ledger()
                    .record(message.recipient().key(), new Observation.CutOff(message.id(), at), Optional.empty())
                    .join();
        }
        parts.ledger()
                .record(message.recipient().key(), read.observation(), Optional.of(read.evidence()))
                .join();
    }

    /** Eligibility counts when a message goes out, not only when it was accepted. */
    private Optional<NotSentReason> refusal(QueuedMessage message) {
        return parts.ledger()
                .state(message.recipient().key())
                .refusalFor(message.account())
                .or(() -> parts.consent().isUnsubscribed(message.account(), message.contact())
                        ? Optional.of(NotSentReason.UNSUBSCRIBED)
                        : Optional.empty());
    }

    private void leaveOut(QueuedMessage message, NotSentReason why) {
        Observation leftOut = new Observation.LeftOut(message.account(), message.id(), now(), why);
        parts.ledger()
                .record(message.recipient().key(), leftOut, Optional.empty())
                .join();
    }

    /** The store keeps milliseconds; what is compared with it later must not know more. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** How many attempts are under way. */
    public int attemptsUnderWay() {
        return slotsInAll - slots.availablePermits();
    }
}
