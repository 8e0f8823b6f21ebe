package dev.rebound.engine.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * All lanes, and the slots they share.
 *
 * <p>The flows that have something due are {@linkplain #offer offered}; each lane {@linkplain #wants wants}
 * as many messages as it will soon be able to try, and no more. So nothing is fetched only to be put off,
 * a destination that is silent costs one message at a time, and the order of messages in the store is never
 * what decides who waits: in every lane accounts take turns, then their emails.
 *
 * <p>Slots come in two kinds. Destinations that work share one, those that have not answered yet or have
 * stopped answering the other: nine thousand silent servers, each holding an attempt for as long as a
 * connection may take, leave the slots of the others untouched.
 *
 * <p>Thread-safe.
 *
 * @param <M> a message
 */
public final class Lanes<M> {

    /** A lane unused for so long is forgotten, and with it how fast it may go. */
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final LaneSettings settings;
    private final RandomGenerator random;
    private final Map<String, Lane<M>> lanes = new HashMap<>();
    /** Lanes that may want or start something; the first one's turn is next. */
    private final SequencedSet<Lane<M>> restless = new LinkedHashSet<>();

    private int underWay;
    /** Among how many nodes the limits are shared. */
    private int sharers;

    private int probing;

    public Lanes(LaneSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        this.sharers = settings.nodes().getAsInt();
    }

    /**
     * A message may be tried now.
     *
     * @param probe whether it holds a slot of the second kind
     */
    public record Go<M>(M message, String group, boolean probe) {}

    /**
     * What follows from the end of an attempt.
     *
     * @param go what may be tried now
     * @param back what its destination will not take for now; to be given back to the queue
     * @param hungry whether more should be fetched
     */
    public record Next<M>(List<Go<M>> go, List<M> back, boolean hungry) {}

    /** A flow has messages that are due. */
    public void offer(String group, Flow flow, Instant now) {
        lock.lock();
        try {
            Lane<M> lane = lanes.computeIfAbsent(group, name -> new Lane<>(name, settings.limitsOf(name), random, now));
            lane.offer(flow);
            restless.add(lane);
        } finally {
            lock.unlock();
        }
    }

    /** What should be fetched now, by group. Every want must be answered with {@link #arrived}. */
    public Map<Want, String> wants(Instant now, int limit) {
        lock.lock();
        try {
            Map<Want, String> wants = new HashMap<>();
            int left = limit;
            for (Lane<M> lane : List.copyOf(restless)) {
                if (left <= 0) {
                    break;
                }
                for (Want want : lane.wants(now, left)) {
                    wants.put(want, lane.group());
                    left -= want.messages();
                }
                restless.remove(lane);
            }
            return wants;
        } finally {
            lock.unlock();
        }
    }

    /** What was fetched for a want, possibly less than that; returns what may be tried at once. */
    public List<Go<M>> arrived(String group, Want want, List<M> messages, Instant now) {
        lock.lock();
        try {
            Lane<M> lane = lane(group);
            lane.arrived(want, messages);
            restless.add(lane);
            return startable(lane, now);
        } finally {
            lock.unlock();
        }
    }

    private Lane<M> lane(String group) {
        Lane<M> lane = lanes.get(group);
        if (lane == null) {
            throw new IllegalStateException("there is no lane to " + group);
        }
        return lane;
    }

    private List<Go<M>> startable(Lane<M> lane, Instant now) {
        List<Go<M>> go = new ArrayList<>();
        while (slotFor(lane)) {
            boolean probe = !lane.proven();
            Optional<M> message = lane.next(now);
            if (message.isEmpty()) {
                break;
            }
            probing += probe ? 1 : 0;
            underWay += probe ? 0 : 1;
            go.add(new Go<>(message.get(), lane.group(), probe));
        }
        return go;
    }

    private boolean slotFor(Lane<M> lane) {
        return lane.proven() ? underWay < settings.attemptsAtOnceMax() : probing < settings.probesAtOnceMax();
    }

    /** An attempt has ended. */
    public Next<M> ended(Go<M> gone, Sign sign, Instant now) {
        lock.lock();
        try {
            probing -= gone.probe() ? 1 : 0;
            underWay -= gone.probe() ? 0 : 1;
            Lane<M> lane = lane(gone.group());
            List<M> back = lane.ended(sign, now);
            boolean hungry = lane.hungry(now);
            if (hungry) {
                restless.add(lane);
            }
            return new Next<>(startable(lane, now), back, hungry);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Looks at every lane: whose rate allows more by now, whose probe is due, who found no slot before;
     * forgets those of no more use. Meant to be called several times a second.
     */
    public List<Go<M>> tick(Instant now) {
        lock.lock();
        try {
            shareAnew();
            List<Go<M>> go = new ArrayList<>();
            lanes.values().removeIf(lane -> lane.forgettable(now.minus(FORGET_AFTER)));
            for (Lane<M> lane : lanes.values()) {
                go.addAll(startable(lane, now));
                if (lane.hungry(now)) {
                    restless.add(lane);
                }
            }
            return go;
        } finally {
            lock.unlock();
        }
    }

    private void shareAnew() {
        int now = settings.nodes().getAsInt();
        if (now != sharers) {
            sharers = now;
            lanes.forEach((group, lane) -> lane.limit(settings.limitsOf(group)));
        }
    }

    /** Lets the next probes of silent destinations go at once. */
    public void probeNow(Instant now) {
        lock.lock();
        try {
            for (Lane<M> lane : lanes.values()) {
                lane.probeNow(now);
                restless.add(lane);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How a destination stands; empty if nothing is known of it. */
    public Optional<LaneStatus> status(String group, Instant now) {
        lock.lock();
        try {
            return Optional.ofNullable(lanes.get(group)).map(lane -> lane.status(now));
        } finally {
            lock.unlock();
        }
    }

    /** Attempts under way. */
    public int underWay() {
        lock.lock();
        try {
            return underWay + probing;
        } finally {
            lock.unlock();
        }
    }
}
