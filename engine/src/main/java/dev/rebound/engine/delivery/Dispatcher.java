package dev.rebound.engine.delivery;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.intake.MessageLookup;
import dev.rebound.engine.lane.Destinations;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Lanes;
import dev.rebound.engine.lane.Lanes.Go;
import dev.rebound.engine.lane.Sign;
import dev.rebound.engine.lane.Want;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.time.RealTime;
import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due.
 *
 * <p>One thread moves everything: it lets deadlines run out, finds the flows that have something due
 * ({@link FlowWalk}), finds out whose destination they are ({@link Signpost}), and fetches from the queue
 * what the {@linkplain Lanes lanes} have room for. Each message then has a virtual thread of its own for one
 * attempt. What came of it {@linkplain OutcomeRecorder goes to the ledger}, and with that the claim ends; the slot
 * at the destination is free as soon as the server has answered. An accepted email wakes the thread; otherwise it looks every
 * {@link #TICK_MILLIS}, which keeps it right whatever the clock does.
 *
 * <p>Around the end of data the {@linkplain AttemptJournal journal} remembers what a killed process would
 * forget; {@link Recovery} reads it before the first claim. See {@code docs/concepts/durability.md}.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final long TICK_MILLIS = 50;
    /** Messages claimed, or expired, in one transaction. */
    private static final int BATCH = 1_000;
    /** Messages in hand: fetched, under way, or waiting for the commit of their outcome. */
    private static final int IN_HAND_MAX = 40_000;
    /** After the store failed, before it is asked again. */
    private static final long PAUSE_MILLIS = 1_000;
    /** How long outcomes may take to be stored when the process ends. */
    private static final Duration RECORDING_TIME = Duration.ofSeconds(5);

    /**
     * What delivery works with.
     *
     * @param classifier judges replies
     * @param lease as long as it lasts, messages are fetched and handed over
     */
    public record Parts(
            MessageQueue queue,
            Ledger ledger,
            MessageLookup messages,
            AttemptJournal journal,
            MailTransport transport,
            Destinations destinations,
            ContentSource content,
            ReturnPaths returnPaths,
            Function<Diagnostic, Verdict> classifier,
            Lease lease) {}

    private final Parts parts;
    private final WorldClock clock;
    private final OutcomeReading reading;
    private final Courier courier;
    private final Lanes<ClaimedMessage> lanes;
    private final FlowWalk walk;
    private final Signpost signpost;
    private final Withholding withholding = new Withholding();
    private final Claims claims;
    private final Semaphore wake = new Semaphore(0);
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread loop;
    private long tickAtNanos = RealTime.nanos();
    private volatile boolean stopping;

    public Dispatcher(Parts parts, DispatchSettings settings, WorldClock clock) {
        this.parts = parts;
        this.clock = clock;
        this.reading = new OutcomeReading(parts.classifier(), settings.manners(), settings.relay());
        this.courier = new Courier(parts, reading, withholding, clock);
        this.lanes = new Lanes<>(settings.lanes(), settings.random());
        this.walk = new FlowWalk(parts.queue());
        this.claims = new Claims(parts.queue());
        this.signpost = new Signpost(parts.destinations(), attempts, this::offer);
        this.loop = Thread.ofPlatform().name("dispatcher").unstarted(this::run);
    }

    /** Settles what an earlier process left, then starts delivering. */
    public void start() {
        new Recovery(parts, reading).run();
        parts.queue().releaseAll();
        loop.start();
    }

    /**
     * Records what servers took from a node that has ended, and marks what they may have taken.
     *
     * @return how many messages that were
     */
    public int recoverFrom(Node ended) {
        return new Recovery(parts, reading).run(ended.number());
    }

    /** Looks at the queue at once, at this email first. */
    public void wake(EmailId email) {
        walk.lookAt(email);
        wake.release();
    }

    /** For those who steer it. */
    public Controls.Delivery steering() {
        return new Steering(lanes, signpost, withholding, this::now, email -> {
            email.ifPresent(walk::lookAt);
            wake.release();
        });
    }

    /** Lets attempts that are under way end, for at most a few seconds; the rest is due again at the next start. */
    @Override
    public void close() {
        stopping = true;
        courier.stop();
        wake.release();
        try {
            loop.join(TimeUnit.SECONDS.toMillis(5));
            attempts.shutdown();
            if (!attempts.awaitTermination(5, TimeUnit.SECONDS)) {
                attempts.shutdownNow();
            }
            courier.await(RECORDING_TIME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                if (parts.lease().number().isEmpty()) {
                    pause();
                    continue;
                }
                boolean ticks = RealTime.nanos() - tickAtNanos >= 0;
                if (ticks) {
                    claims.settle();
                    tickAtNanos = RealTime.nanos() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
                    expire();
                    lanes.tick(now()).forEach(this::start);
                }
                walk.due(now()).forEach(signpost::direct);
                if (fetch() == 0 && !walk.hasMore()) {
                    await();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Delivery pauses: the store does not answer pauseMillis={}", PAUSE_MILLIS, e);
                pause();
            }
        }
    }

    private void await() throws InterruptedException {
        if (wake.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    private void offer(String group, Flow flow) {
        if (withholding.until(flow.email(), group, now()).isPresent()) {
            return;
        }
        lanes.offer(group, flow, now());
        wake.release();
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
        if (!parts.lease().holds(Duty.EXPIRY)) {
            return;
        }
        Instant now = now();
        Optional<Instant> deadline = parts.ledger().nextDeadline();
        if (deadline.isPresent() && !now.isBefore(deadline.get())) {
            parts.ledger().expireOverdue(now, BATCH).join();
        }
    }

    /** Fetches what the lanes want; returns how many messages came. */
    private int fetch() {
        int room = Math.min(BATCH, IN_HAND_MAX - claims.size());
        Map<Want, String> wants = lanes.wants(now(), room);
        if (wants.isEmpty()) {
            return 0;
        }
        Map<Want, List<ClaimedMessage>> claimed = claim(wants);
        int fetched = 0;
        for (Map.Entry<Want, String> want : wants.entrySet()) {
            List<ClaimedMessage> messages = claimed.getOrDefault(want.getKey(), List.of());
            fetched += messages.size();
            claims.took(messages.stream().map(ClaimedMessage::message).toList());
            lanes.arrived(want.getValue(), want.getKey(), messages, now()).forEach(this::start);
        }
        return fetched;
    }

    /** Every want is answered, also when the store does not: the flows come again with the next walk. */
    private Map<Want, List<ClaimedMessage>> claim(Map<Want, String> wants) {
        try {
            return withStandings(parts.queue().claim(withholding.allowed(wants, now()), now()));
        } catch (RuntimeException e) {
            claims.doubt();
            wants.forEach((want, group) ->
                    lanes.arrived(group, want, List.of(), now()).forEach(this::start));
            throw e;
        }
    }

    private Map<Want, List<ClaimedMessage>> withStandings(Map<Want, List<QueuedMessage>> claimed) {
        long askedAtNanos = RealTime.nanos();
        List<QueuedMessage> all =
                claimed.values().stream().flatMap(List::stream).toList();
        Map<MessageId, MessageQueue.Standing> standings = parts.queue().standings(all);
        Map<Want, List<ClaimedMessage>> known = new HashMap<>();
        claimed.forEach((want, messages) -> known.put(
                want,
                messages.stream()
                        .map(message -> new ClaimedMessage(
                                message, Objects.requireNonNull(standings.get(message.id())), askedAtNanos))
                        .toList()));
        return known;
    }

    private void start(Go<ClaimedMessage> go) {
        try {
            attempts.execute(() -> attemptInSlot(go));
        } catch (RejectedExecutionException e) {
            LOG.debug(
                    "Delivery stops; the message is due again at the next start message={}",
                    go.message().message().id(),
                    e);
        }
    }

    private void attemptInSlot(Go<ClaimedMessage> go) {
        QueuedMessage message = go.message().message();
        Slot slot = new Slot(go);
        try {
            if (!isOurs(message)
                    || !courier.attempt(go.message(), go.group(), slot::free, () -> claims.ended(message))) {
                claims.giveBack(List.of(message));
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("A message could not be looked up and goes back to the queue message={}", message.id(), e);
            slot.free(Sign.NOTHING);
            claims.giveBack(List.of(message));
        } finally {
            slot.free(Sign.NOTHING);
        }
    }

    /** Not if this process was taken for dead since it claimed the message. */
    private boolean isOurs(QueuedMessage message) {
        return parts.lease().number().filter(message.node()::equals).isPresent();
    }

    /** The place at a destination that an attempt holds until it is answered. For one thread. */
    private final class Slot {
        private final Go<ClaimedMessage> go;
        private boolean held = true;

        Slot(Go<ClaimedMessage> go) {
            this.go = go;
        }

        void free(Sign sign) {
            if (!held) {
                return;
            }
            held = false;
            Lanes.Next<ClaimedMessage> next = lanes.ended(go, sign, now());
            next.go().forEach(Dispatcher.this::start);
            if (!next.back().isEmpty()) {
                claims.giveBack(
                        next.back().stream().map(ClaimedMessage::message).toList());
            }
            if (next.hungry()) {
                wake.release();
            }
        }
    }

    /** The store keeps milliseconds; what is compared with it later must not know more. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** How many messages are in hand. */
    public int messagesInHand() {
        return claims.size();
    }

    /** How many attempts are under way. */
    public int attemptsUnderWay() {
        return lanes.underWay();
    }
}
