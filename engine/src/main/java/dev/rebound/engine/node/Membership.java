package dev.rebound.engine.node;

import dev.rebound.engine.time.RealTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as a node: it joins, renews its lease a few times within the time that lasts, takes the duties that are free,
 * and joins again, as somebody new, when it finds out that the others took it for dead.
 *
 * <p>Whether the lease lasts is reckoned from the moment <em>before</em> the heartbeat that renewed it was sent, by the
 * clock that only goes forward. So this process stops at the latest when the database says so, whether or not
 * the database can be reached. A machine that is put to sleep may not notice how long it slept; therefore what must not be
 * doubled asks the database as well, see {@link dev.rebound.engine.delivery.AttemptJournal#handingOver}.
 *
 * <p>Taking over from others is a duty it wants only after {@link #STEADY_BEATS} heartbeats in a row: who was away itself must
 * not judge others by the time in which nobody could be reached.
 *
 * <p>Thread-safe.
 */
public final class Membership implements Lease, AutoCloseable {

    /** Heartbeats in the time of a lease. */
    private static final int BEATS = 5;

    private static final int STEADY_BEATS = 2;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Clocks further apart than this make deadlines and schedules visibly wrong. */
    private static final Duration CLOCK_OFF_MAX = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    /**
     * What it works with.
     *
     * @param candidate who this process is; asked for every heartbeat, because rules may change
     * @param lease how long one lasts
     * @param wall this machine's clock
     */
    public record Parts(
            Nodes nodes, Duties duties, Supplier<Candidate> candidate, Duration lease, InstantSource wall) {}

    private final Parts parts;
    private final Consumer<NodeNumber> joined;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("node").daemon().unstarted(this::run);
    private volatile IntSupplier inHand = () -> 0;
    private volatile Held held = Held.NOTHING;
    private boolean clockWasOff;

    /**
     * What is held.
     *
     * @param untilNanos {@link RealTime#nanos()} at which it ends
     * @param beats heartbeats in a row
     */
    private record Held(Optional<NodeNumber> number, long untilNanos, Set<Duty> duties, int nodes, int beats) {

        static final Held NOTHING = new Held(Optional.empty(), 0, Set.of(), 1, 0);

        boolean lasts() {
            return number.isPresent() && RealTime.nanos() - untilNanos < 0;
        }

        Held with(Set<Duty> taken) {
            return new Held(number, untilNanos, Set.copyOf(taken), nodes, beats);
        }
    }

    private Membership(Parts parts, Consumer<NodeNumber> joined) {
        this.parts = parts;
        this.joined = joined;
    }

    /**
     * Joins, after waiting for an earlier life of the same name to be over, and starts the heartbeats.
     *
     * @param joined told its number, before anything is done under it, and again whenever it gets another one
     * @throws NodeRefusedException if it may not work here
     */
    public static Membership join(Parts parts, Consumer<NodeNumber> joined) {
        Membership membership = new Membership(parts, joined);
        membership.joinAsNew();
        membership.beat();
        membership.thread.start();
        return membership;
    }

    /** Lets it tell how many messages are in hand. */
    public void tells(IntSupplier messagesInHand) {
        this.inHand = messagesInHand;
    }

    private void joinAsNew() {
        Optional<Instant> seen = Optional.empty();
        while (true) {
            long asked = RealTime.nanos();
            switch (parts.nodes().join(parts.candidate().get(), parts.lease())) {
                case Nodes.Joining.Joined(NodeNumber number) -> {
                    joined.accept(number);
                    held = new Held(Optional.of(number), asked + parts.lease().toNanos(), Set.of(), 1, 0);
                    LOG.info(
                            "Node joined node={} name={}",
                            number,
                            parts.candidate().get().about().name());
                    return;
                }
                case Nodes.Joining.Disagrees(var with, var about) -> throw NodeRefusedException.disagrees(with, about);
                case Nodes.Joining.NameTaken(Node by) -> {
                    // Whoever sends heartbeats is alive; whoever does not is waited for until its lease is over.
                    Instant last = by.standing().seenAt();
                    if (seen.isPresent() && !seen.get().equals(last)) {
                        throw NodeRefusedException.nameTaken(by);
                    }
                    seen = Optional.of(last);
                    pause(LOOK_AGAIN);
                }
            }
        }
    }

    private void run() {
        try {
            Duration wait = parts.lease().dividedBy(BEATS);
            while (!stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = tryToBeat() ? parts.lease().dividedBy(BEATS) : RETRY;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryToBeat() {
        boolean lasted = held.lasts();
        try {
            beat();
            if (!lasted) {
                LOG.info("Node has its lease again node={}", held.number().orElse(NodeNumber.NOBODY));
            }
            return true;
        } catch (NodeRefusedException e) {
            LOG.error("Node may not join again and does nothing until it may why=\"{}\"", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Heartbeat failed and is tried again leaseLasts={} cause={}", held.lasts(), e.toString());
        }
        if (!held.lasts()) {
            // Nobody else may be judged by a time in which this one was away.
            held = new Held(held.number(), held.untilNanos(), Set.of(), held.nodes(), 0);
        }
        return false;
    }

    private void beat() {
        Held before = held;
        if (before.number().isEmpty()) {
            joinAsNew();
            before = held;
        }
        NodeNumber number = before.number().orElseThrow();
        long asked = RealTime.nanos();
        String rules = parts.candidate().get().about().rulesVersion();
        Optional<Nodes.Beat> beat = parts.nodes()
                .beat(
                        number,
                        new Nodes.Report(
                                parts.lease(),
                                inHand.getAsInt(),
                                rules,
                                parts.wall().instant()));
        if (beat.isEmpty()) {
            LOG.warn("Node was taken for dead by the others; it lets go of everything and joins again node={}", number);
            held = Held.NOTHING;
            beat();
            return;
        }
        lookAtClock(beat.get().clockAhead());
        int beats = before.lasts() ? before.beats() + 1 : 1;
        held = new Held(
                before.number(),
                asked + parts.lease().toNanos(),
                before.duties(),
                beat.get().nodes(),
                beats);
        Set<Duty> wanted = new HashSet<>(Duty.ALL);
        if (beats < STEADY_BEATS) {
            wanted.remove(Duty.TAKE_OVER);
        }
        Set<Duty> taken = new HashSet<>(parts.duties().take(number, wanted));
        taken.retainAll(wanted);
        tellOf(before.duties(), taken);
        held = held.with(taken);
    }

    private static void tellOf(Set<Duty> before, Set<Duty> now) {
        if (!before.equals(now)) {
            LOG.info("Node has duties duties={}", now.stream().sorted().toList());
        }
    }

    private void lookAtClock(Duration ahead) {
        boolean off = ahead.abs().compareTo(CLOCK_OFF_MAX) > 0;
        if (off && !clockWasOff) {
            LOG.warn("This machine's clock and the database's differ aheadMillis={}", ahead.toMillis());
        }
        clockWasOff = off;
    }

    @Override
    public Optional<NodeNumber> number() {
        Held now = held;
        return now.lasts() ? now.number() : Optional.empty();
    }

    @Override
    public boolean holds(Duty duty) {
        Held now = held;
        return now.duties().contains(duty) && now.lasts();
    }

    @Override
    public int nodes() {
        return held.nodes();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("joining was interrupted", e);
        }
    }

    /** Says good-bye, so that others need not wait for the end of the lease. */
    @Override
    public void close() {
        stop.countDown();
        try {
            boolean ended = thread.join(PATIENCE);
            Optional<NodeNumber> number = held.number();
            held = Held.NOTHING;
            if (ended && number.isPresent()) {
                parts.nodes().leave(number.get());
                LOG.info("Node left node={}", number.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Node could not say good-bye; the others wait for the end of its lease cause={}", e.toString());
        }
    }
}
