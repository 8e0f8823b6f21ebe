package dev.rebound.engine.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down: failed sign-ins are counted for a quarter of an hour by login and client, and by
 * client alone. Not by login alone, or anybody could lock anybody out. Thread-safe.
 */
public final class SignInThrottle {

    /** Of one login from one client. */
    public static final int FAILURES_OF_LOGIN_MAX = 5;
    /** Of one client, whatever the login. */
    public static final int FAILURES_OF_CLIENT_MAX = 50;
    /** How long a failure counts. */
    public static final Duration WINDOW = Duration.ofMinutes(15);
    /** Counters kept; the one not used for longest goes first. */
    private static final int COUNTERS_MAX = 20_000;

    private final InstantSource clock;
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > COUNTERS_MAX;
        }
    };

    public SignInThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether this client may try this login now. */
    public synchronized boolean permits(String login, String client) {
        return recent(login + "\n" + client) < FAILURES_OF_LOGIN_MAX && recent("\n" + client) < FAILURES_OF_CLIENT_MAX;
    }

    /** Counts a failure. */
    public synchronized void failed(String login, String client) {
        note(login + "\n" + client, FAILURES_OF_LOGIN_MAX);
        note("\n" + client, FAILURES_OF_CLIENT_MAX);
    }

    /** Forgets the failures of this login from this client. */
    public synchronized void succeeded(String login, String client) {
        failures.remove(login + "\n" + client);
    }

    private void note(String key, int most) {
        Deque<Instant> times = failures.computeIfAbsent(key, ignored -> new ArrayDeque<>());
        times.addLast(clock.instant());
        if (times.size() > most) {
            times.removeFirst();
        }
    }

    private int recent(String key) {
        Deque<Instant> times = failures.get(key);
        if (times == null) {
            return 0;
        }
        Instant oldest = clock.instant().minus(WINDOW);
        while (!times.isEmpty() && times.getFirst().isBefore(oldest)) {
            times.removeFirst();
        }
        return times.size();
    }
}
