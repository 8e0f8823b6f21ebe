package dev.rebound.server.web;

import dev.rebound.engine.once.KeptAnswers;
import java.time.Instant;

/** For tests of what stands before the API: nobody gets as far as a call with a key. */
final class NoKeptAnswers implements KeptAnswers {

    private static AssertionError unexpected() {
        return new AssertionError("a call got through the gate");
    }

    @Override
    public Known begin(CallKey call, String fingerprint, Instant at) {
        throw unexpected();
    }

    @Override
    public void finish(CallKey call, Answer answer) {
        throw unexpected();
    }

    @Override
    public void abandon(CallKey call) {
        throw unexpected();
    }

    @Override
    public int forgetBefore(Instant moment, int limit) {
        throw unexpected();
    }
}
