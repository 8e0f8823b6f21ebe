package dev.rebound.transport.sandbox.script;

import java.time.Duration;

/** What a server does instead of taking the message. */
public sealed interface Action {

    /** Answers so. */
    record Answer(ReplyTemplate reply) implements Action {}

    /** Closes the connection without a word. */
    record Drop() implements Action {}

    /**
     * Says nothing until the client gives up.
     *
     * @param hold real time after which the server closes the connection if the client did not
     */
    record Stall(Duration hold) implements Action {}

    /** Does not listen. */
    record Refuse() implements Action {}

    /** Cannot even be found. */
    record Misresolve(DnsTrouble trouble) implements Action {}
}
