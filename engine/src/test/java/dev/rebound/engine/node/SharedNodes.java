package dev.rebound.engine.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The nodes and duties of a database in memory, which others can be made to share, be lost or be out of reach. It keeps
 * what a node is told; fencing and taking over are the database's and tested there.
 */
final class SharedNodes implements Nodes, Duties {

    private final Deque<Joining> before = new ArrayDeque<>();
    private final Set<NodeNumber> living = new HashSet<>();
    private final Map<Duty, NodeNumber> holders = new HashMap<>();
    private long last;
    private boolean reachable = true;

    /** What the next who wants to join is told before it may. */
    synchronized void tellFirst(Joining... answers) {
        before.addAll(List.of(answers));
    }

    synchronized void reachable(boolean now) {
        reachable = now;
    }

    /** Takes it for dead. */
    synchronized void fence(NodeNumber node) {
        living.remove(node);
        holders.values().removeIf(node::equals);
    }

    /** Somebody else does this. */
    synchronized void heldByAnother(Duty duty) {
        holders.put(duty, new NodeNumber(1_000));
    }

    synchronized Set<NodeNumber> living() {
        return Set.copyOf(living);
    }

    private void require() {
        if (!reachable) {
            throw new IllegalStateException("the database cannot be reached");
        }
    }

    @Override
    public synchronized Joining join(Candidate candidate, Duration lease) {
        require();
        if (!before.isEmpty()) {
            return before.removeFirst();
        }
        NodeNumber number = new NodeNumber(++last);
        living.add(number);
        return new Joining.Joined(number);
    }

    @Override
    public synchronized Optional<Beat> beat(NodeNumber node, Report report) {
        require();
        return living.contains(node) ? Optional.of(new Beat(living.size(), Duration.ZERO)) : Optional.empty();
    }

    @Override
    public synchronized Set<Duty> take(NodeNumber node, Set<Duty> wanted) {
        require();
        Set<Duty> held = new HashSet<>();
        for (Duty duty : wanted) {
            if (holders.computeIfAbsent(duty, free -> node).equals(node)) {
                held.add(duty);
            }
        }
        return held;
    }

    @Override
    public synchronized void leave(NodeNumber node) {
        require();
        fence(node);
    }

    @Override
    public synchronized void layDown(NodeNumber node, Set<Duty> duties) {
        duties.forEach(duty -> holders.remove(duty, node));
    }

    @Override
    public synchronized Map<Duty, NodeNumber> held() {
        return Map.copyOf(holders);
    }

    @Override
    public List<Node> fenceSilent(NodeNumber by) {
        return List.of();
    }

    @Override
    public List<Node> unsettled() {
        return List.of();
    }

    @Override
    public Optional<Node.Settled> settle(NodeNumber ended, NodeNumber by, Instant doubtfulDue) {
        return Optional.empty();
    }

    @Override
    public List<Node> list(int limit) {
        return List.of();
    }

    @Override
    public void forgetSettled(Duration longerAgo) {
        // There are none.
    }
}
