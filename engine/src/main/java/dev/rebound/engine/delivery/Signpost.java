package dev.rebound.engine.delivery;

import dev.rebound.engine.lane.Destinations;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.time.RealTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each flow to its destination's lane. Which one that is takes DNS to find out, and DNS may take
 * seconds: a domain that is not known is looked up by a thread of its own, a bounded number at a time, and
 * its flows wait without keeping others. Thread-safe.
 */
final class Signpost {

    private static final Logger LOG = LoggerFactory.getLogger(Signpost.class);

    /** Domains remembered. */
    private static final int KNOWN_MAX = 100_000;
    /** How long an answer is believed; servers change rarely, and the lane is about manners only. */
    private static final Duration BELIEVED_FOR = Duration.ofMinutes(15);
    /** Lookups at once. */
    private static final int LOOKUPS_MAX = 200;

    private record Known(String group, long untilNanos) {}

    private final Destinations destinations;
    private final Executor threads;
    private final BiConsumer<String, Flow> lanes;
    private final Semaphore lookups = new Semaphore(LOOKUPS_MAX);
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Known> known = new LinkedHashMap<>();
    private final Map<String, Set<Flow>> waiting = new LinkedHashMap<>();

    Signpost(Destinations destinations, Executor threads, BiConsumer<String, Flow> lanes) {
        this.destinations = destinations;
        this.threads = threads;
        this.lanes = lanes;
    }

    void direct(Flow flow) {
        Known answer;
        lock.lock();
        try {
            answer = known.get(flow.domain());
            if (answer == null || RealTime.nanos() - answer.untilNanos() >= 0) {
                Set<Flow> others = waiting.get(flow.domain());
                if (others != null) {
                    others.add(flow);
                    return;
                }
                waiting.put(flow.domain(), new LinkedHashSet<>(Set.of(flow)));
                answer = null;
            }
        } finally {
            lock.unlock();
        }
        if (answer != null) {
            lanes.accept(answer.group(), flow);
        } else {
            lookUp(flow.domain());
        }
    }

    /** The destination of a domain, if it has been found out. */
    Optional<String> known(String domain) {
        lock.lock();
        try {
            return Optional.ofNullable(known.get(domain)).map(Known::group);
        } finally {
            lock.unlock();
        }
    }

    private void lookUp(String domain) {
        try {
            threads.execute(() -> {
                String group = groupOf(domain);
                learn(domain, group).forEach(flow -> lanes.accept(group, flow));
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Delivery stops; nobody waits for a destination any more", e);
        }
    }

    private String groupOf(String domain) {
        lookups.acquireUninterruptibly();
        try {
            return destinations.groupOf(domain);
        } catch (RuntimeException e) {
            LOG.warn("The servers of a domain could not be grouped; it is a destination by itself", e);
            return domain;
        } finally {
            lookups.release();
        }
    }

    private Set<Flow> learn(String domain, String group) {
        lock.lock();
        try {
            known.remove(domain);
            known.put(domain, new Known(group, RealTime.nanos() + BELIEVED_FOR.toNanos()));
            if (known.size() > KNOWN_MAX) {
                known.remove(known.keySet().iterator().next());
            }
            Set<Flow> flows = waiting.remove(domain);
            return flows == null ? Set.of() : flows;
        } finally {
            lock.unlock();
        }
    }
}
