package dev.rebound.server;

import dev.rebound.engine.node.Candidate;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.engine.node.Nodes;
import dev.rebound.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;

/** Three nodes as a store knows them: one at work, one that fell silent and was taken over, one that was stopped. */
public final class SharedNodes {

    private static final Duration LEASE = Duration.ofHours(1);

    private final Store store;
    private final NodeNumber living;

    private SharedNodes(Store store) {
        this.store = store;
        NodeNumber left = join("left", LEASE);
        store.nodes().leave(left);
        NodeNumber lost = join("lost", LEASE.negated());
        this.living = join("berlin-1", LEASE);
        store.duties().take(living, Set.of(Duty.GUARD, Duty.WEBHOOKS));
        store.nodes().fenceSilent(living);
        store.nodes().settle(lost, living, Instant.EPOCH);
    }

    /** Puts them into the store. */
    public static SharedNodes in(Store store) {
        return new SharedNodes(store);
    }

    private NodeNumber join(String name, Duration lease) {
        Candidate candidate = new Candidate(new Node.About(name, name + ".example", "1.0", "rules-1"), new TreeMap<>());
        return store.nodes().join(candidate, lease) instanceof Nodes.Joining.Joined joined
                ? joined.number()
                : NodeNumber.NOBODY;
    }

    /** The one that works, by its number. */
    public NodeNumber living() {
        return living;
    }

    /** Lets it go too. */
    public void leave() {
        store.nodes().leave(living);
    }
}
