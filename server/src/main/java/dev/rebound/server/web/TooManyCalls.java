package dev.rebound.server.web;

/** Thrown for a call that comes too soon; becomes a 429 that says when to come back. */
final class TooManyCalls extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyCalls() {
        super("too many calls", null, false, false);
    }
}
