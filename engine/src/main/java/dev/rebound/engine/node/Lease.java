package dev.rebound.engine.node;

import java.util.Optional;

/** What this process may do at the moment. Asked before every piece of work, so it costs next to nothing. Thread-safe. */
public interface Lease {

    /** The only server there is: it may do everything for as long as it runs. */
    Lease SOLE = new Lease() {
        @Override
        public Optional<NodeNumber> number() {
            return Optional.of(NodeNumber.SOLE);
        }

        @Override
        public boolean holds(Duty duty) {
            return true;
        }

        @Override
        public int nodes() {
            return 1;
        }
    };

    /** As whom it may work; empty from the moment on at which others may believe that it is gone. */
    Optional<NodeNumber> number();

    /** Whether a duty is its own. */
    boolean holds(Duty duty);

    /** How many nodes share the work, with this one; at least 1. */
    int nodes();
}
