package dev.rebound.engine.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: the nodes of one database. All decisions go by the database's clock, which is the one that all share.
 *
 * <p>A lease ends for its holder when it says. For others it ends {@link #GRACE} later, so that whoever is about to do the last thing
 * it was allowed to is through with it.
 */
public interface Nodes {

    /** How long after the end of a lease others leave its holder alone. */
    Duration GRACE = Duration.ofSeconds(5);

    /** What came of a wish to join. */
    sealed interface Joining {

        /** It is a node. */
        record Joined(NodeNumber number) implements Joining {}

        /** A node of this name is alive, or was a moment ago. */
        record NameTaken(Node by) implements Joining {}

        /**
         * A living node has something else where all must have the same.
         *
         * @param with its name
         * @param about names of what differs, sorted
         */
        record Disagrees(String with, List<String> about) implements Joining {}
    }

    /**
     * Makes it a node. An earlier life under its name that has no session at the database any more is fenced by that.
     *
     * @param lease from now on
     */
    Joining join(Candidate candidate, Duration lease);

    /**
     * What a node says of itself.
     *
     * @param lease from now on
     * @param inHand messages it is delivering
     * @param rulesVersion by which it judges
     * @param clock its own
     */
    record Report(Duration lease, int inHand, String rulesVersion, Instant clock) {}

    /**
     * What a node is told.
     *
     * @param nodes that are alive, with itself
     * @param clockAhead how far its clock is ahead of the database's; negative if behind
     */
    record Beat(int nodes, Duration clockAhead) {}

    /** Renews the lease; empty if it has been fenced, and is nobody any more. */
    Optional<Beat> beat(NodeNumber node, Report report);

    /**
     * Fences all whose lease has been over for {@link #GRACE}: from now on they get leave for nothing, and the database
     * ends their sessions, with whatever those have locked.
     *
     * @return who was fenced by this call
     */
    List<Node> fenceSilent(NodeNumber by);

    /** Those that have ended and may have left something. */
    List<Node> unsettled();

    /**
     * Puts what a node that has ended had in hand back into the queue, once.
     *
     * @param doubtfulDue when messages are due that it was handing over, and nobody knows what came of it
     * @return empty if somebody did so before
     */
    Optional<Node.Settled> settle(NodeNumber ended, NodeNumber by, Instant doubtfulDue);

    /** Says good-bye. */
    void leave(NodeNumber node);

    /** The living first, then those that ended, the last first; at most so many. */
    List<Node> list(int limit);

    /** Forgets those that were settled longer ago. */
    void forgetSettled(Duration longerAgo);
}
