package dev.rebound.engine.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A node, as the database knows it. All moments are by the database's clock.
 *
 * @param standing of its last heartbeat
 * @param ending if it is over
 * @param duties what it holds, by name
 */
public record Node(
        NodeNumber number,
        About about,
        Instant joinedAt,
        Standing standing,
        State state,
        Optional<Ending> ending,
        List<Duty> duties) {

    public Node {
        duties = List.copyOf(duties);
    }

    /**
     * Who it is.
     *
     * @param name which no two living nodes share
     * @param host the machine
     * @param version of the program
     * @param rulesVersion of the rules it judges by
     */
    public record About(String name, String host, String version, String rulesVersion) {}

    /**
     * How it stood when it was last heard of.
     *
     * @param leaseUntil as long as it may work without another heartbeat
     * @param inHand messages it was delivering
     * @param clockAhead how far its own clock was ahead of the database's; negative if behind
     */
    public record Standing(Instant seenAt, Instant leaseUntil, int inHand, Duration clockAhead) {}

    /** Whether it works. */
    public enum State {
        /** It renews its lease. */
        LIVE,
        /** It said good-bye. */
        LEFT,
        /** It fell silent and was fenced. */
        LOST
    }

    /**
     * How it ended.
     *
     * @param settled when what it had in hand was back in the queue; empty as long as that is to come
     */
    public record Ending(Instant at, Optional<Settled> settled) {}

    /**
     * What was found of it.
     *
     * @param by who took over
     * @param returned messages that went back to the queue
     * @param doubtful those of them that a server may have
     */
    public record Settled(Instant at, NodeNumber by, int returned, int doubtful) {}
}
