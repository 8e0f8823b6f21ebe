package dev.rebound.engine.delivery;

import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.Node.Settled;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.engine.node.Nodes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over from nodes that have ended: fences those that fell silent, brings what servers took from them into the ledger, and
 * puts the rest back into the queue. A duty, so one node does it for all; each step may be done again, so one that dies
 * over it leaves no harm.
 *
 * <p>A message that was being handed over is due again only after {@link #DOUBT}: a node that merely stood still can still say what
 * came of it, and often does, and then nobody gets the message twice. It is marked either way.
 */
public final class TakeOver implements AutoCloseable {

    /** How long a message waits of which nobody knows whether a server has it. */
    public static final Duration DOUBT = Duration.ofMinutes(2);

    /** How long nodes that ended are remembered. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(TakeOver.class);

    private final Nodes nodes;
    private final Lease lease;
    private final Dispatcher dispatcher;
    private final InstantSource clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("take-over").unstarted(this::run);

    private TakeOver(Nodes nodes, Lease lease, Dispatcher dispatcher, InstantSource clock) {
        this.nodes = nodes;
        this.lease = lease;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /**
     * Starts.
     *
     * @param clock that deliveries go by
     */
    public static TakeOver start(Nodes nodes, Lease lease, Dispatcher dispatcher, InstantSource clock) {
        TakeOver takeOver = new TakeOver(nodes, lease, dispatcher, clock);
        takeOver.thread.start();
        return takeOver;
    }

    private void run() {
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                lease.number().filter(number -> lease.holds(Duty.TAKE_OVER)).ifPresent(this::tryTo);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryTo(NodeNumber by) {
        try {
            look(by);
        } catch (RuntimeException e) {
            LOG.warn("Taking over from a node failed and is tried again", e);
        }
    }

    private void look(NodeNumber by) {
        for (Node silent : nodes.fenceSilent(by)) {
            LOG.warn(
                    "Node fell silent; its work is taken over node={} name={} lastSeen={}",
                    silent.number(),
                    silent.about().name(),
                    silent.standing().seenAt());
        }
        for (Node ended : nodes.unsettled()) {
            settle(ended, by);
        }
    }

    private void settle(Node ended, NodeNumber by) {
        int recovered = dispatcher.recoverFrom(ended);
        Optional<Settled> settled =
                nodes.settle(ended.number(), by, clock.instant().plus(DOUBT));
        settled.ifPresent(found -> LOG.info(
                "Node was taken over node={} name={} messagesReturned={} doubtful={} inJournal={}",
                ended.number(),
                ended.about().name(),
                found.returned(),
                found.doubtful(),
                recovered));
        nodes.forgetSettled(REMEMBERED);
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            boolean ended = thread.join(PATIENCE);
            LOG.debug("Taking over stops ended={}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
