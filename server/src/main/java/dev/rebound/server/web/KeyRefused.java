package dev.rebound.server.web;

import dev.rebound.engine.account.ApiKey;
import java.time.Instant;

/** Thrown for a key that could once be used; becomes a 401 that says since when it cannot. */
final class KeyRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ApiKey.KeyState state;
    private final Instant since;

    KeyRefused(ApiKey.KeyState state, Instant since) {
        super("key " + state, null, false, false);
        this.state = state;
        this.since = since;
    }

    ApiKey.KeyState state() {
        return state;
    }

    Instant since() {
        return since;
    }
}
