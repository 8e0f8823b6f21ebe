package dev.rebound.engine.control;

/** What messages wait for. */
public enum WaitsFor {
    /** For people: the email they belong to is paused, under review or being cancelled. */
    HOLD,
    /** For their next attempt: the server makes unknown senders wait. */
    GREYLISTED,
    /** For their next attempt: the server asked for fewer messages at a time. */
    SLOWED,
    /** For their next attempt, after any other deferral. */
    RETRY,
    /** For the next day: the addresses they may leave from have sent as much as their warm-up allows. */
    WARM_UP,
    /** For a probe: the destination is silent, or refuses everything for now. */
    PROBE,
    /** For the rate that the destination is sent at. */
    RATE,
    /** For attempts that are under way: the destination bears no more at once. */
    ROOM,
    /** For nothing but their turn. */
    TURN,
    /** For an answer: they are being tried, or are next. */
    ANSWER
}
