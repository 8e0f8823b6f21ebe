package dev.rebound.server;

import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.node.NodeNumber;
import java.util.Optional;

/** A lease that a test gives and takes; held in the beginning. Thread-safe. */
public final class LentLease implements Lease {

    private volatile Optional<NodeNumber> number = Optional.of(NodeNumber.SOLE);

    /** From now on it is held as this node. */
    public void give(NodeNumber node) {
        number = Optional.of(node);
    }

    /** From now on it is not. */
    public void take() {
        number = Optional.empty();
    }

    @Override
    public Optional<NodeNumber> number() {
        return number;
    }

    @Override
    public boolean holds(Duty duty) {
        return number.isPresent();
    }

    @Override
    public int nodes() {
        return 1;
    }
}
