package dev.rebound.engine.node;

import java.util.Map;
import java.util.Set;

/**
 * Port: which node does what must be done by one at a time. A duty is held as long as its holder's lease lasts; it needs no
 * renewing of its own, so a node may hold thousands.
 */
public interface Duties {

    /**
     * Takes those of them that nobody holds, or somebody whose lease has been over for {@link Nodes#GRACE} or who was fenced.
     *
     * @return which of them the node holds now, with those it held before; none if it is not alive itself
     */
    Set<Duty> take(NodeNumber node, Set<Duty> wanted);

    /** Gives them up, so that others may take them at once; what it does not hold is passed over. */
    void layDown(NodeNumber node, Set<Duty> duties);

    /** Who holds what. */
    Map<Duty, NodeNumber> held();
}
