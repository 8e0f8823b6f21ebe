package dev.rebound.engine.once;

import dev.rebound.core.ledger.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Port: answers to calls that carry a key of their own (draft-ietf-httpapi-idempotency-key-header). Whoever does not know
 * whether a call arrived makes it again with the same key, and gets the answer of the first.
 */
public interface KeptAnswers {

    /** How long an answer is kept. */
    Duration KEPT_FOR = Duration.ofHours(24);

    /** Longest key, in characters. */
    int KEY_LENGTH_MAX = 200;

    /**
     * A call.
     *
     * @param key as the program made it up; unique in its account
     */
    record CallKey(AccountId account, String key) {}

    /**
     * What was answered.
     *
     * @param status of HTTP
     * @param location of what was made, if something was
     */
    record Answer(int status, Optional<String> location, String body) {}

    /** What is known of a call that comes in. */
    sealed interface Known {

        /** Nothing: it is to be carried out, and from now on it is known. */
        record Fresh() implements Known {}

        /**
         * It was begun and its answer is not there: it is being carried out, or the process ended meanwhile.
         *
         * @param since when
         */
        record Begun(Instant since) implements Known {}

        /** It was answered. */
        record Answered(Answer answer) implements Known {}

        /** The key belongs to another call. */
        record OtherCall() implements Known {}
    }

    /**
     * Looks a call up, and remembers it if it is not known; returns after commit.
     *
     * @param fingerprint the same for calls that are the same
     */
    Known begin(CallKey call, String fingerprint, Instant at);

    /** Keeps the answer of a call that was begun; returns after commit. */
    void finish(CallKey call, Answer answer);

    /** Forgets a call that was begun and has changed nothing. */
    void abandon(CallKey call);

    /** Forgets calls from before a moment, at most so many; says how many it were. */
    int forgetBefore(Instant moment, int limit);
}
