package dev.rebound.engine.control;

/** What the messages to a domain wait for; the first that is true. */
public enum WaitsFor {
    /** For people: every email they belong to is paused, under review or being cancelled. */
    HOLD,
    /** For their next attempt: none of them is due. */
    RETRY,
    /** For a probe: the destination is silent, or refuses everything for now. */
    PROBE,
    /** For the rate that the destination is sent at. */
    RATE,
    /** For attempts that are under way: the destination bears no more at once. */
    ROOM,
    /** For nothing but their turn. */
    TURN
}
