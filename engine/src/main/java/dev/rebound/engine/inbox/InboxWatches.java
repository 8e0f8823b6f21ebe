package dev.rebound.engine.inbox;

import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All inboxes that this node watches, each on a virtual thread. Thread-safe.
 */
public final class InboxWatches implements InboxConnecting.InboxWatching, AutoCloseable {

    /** How often it looks for inboxes that nobody watches: connected on another node, or given up by one. */
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(10);

    /** Given up to other nodes between two looks: they have to connect to all of them. */
    private static final int GIVEN_UP_AT_ONCE_MAX = 100;

    /** How long the end waits for one of them. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(InboxWatches.class);

    private final Parts parts;
    private final InboxClaims claims;
    private final Habits habits;
    private final Crowd crowd = new Crowd(new Turns(Turns.CONNECTING), new Turns(Turns.READING));
    private final Map<InboxId, Running> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("inbox-watches").factory());
    private volatile boolean closed;

    /** What watching works with. */
    public record Parts(
            Inboxes inboxes,
            SignIns signIns,
            Mailboxes mailboxes,
            InboxReading reading,
            WorldClock clock,
            RandomGenerator random) {}

    /**
     * How inboxes are watched.
     *
     * @param looksBack how far back a folder is looked at that is seen for the first time; zero for not at all
     * @param idleMost after how long a waiting connection is made sure of
     * @param othersEvery how often folders other than the inbox are looked at
     * @param pauseMost between two tries to connect
     */
    public record Habits(Duration looksBack, Duration idleMost, Duration othersEvery, Duration pauseMost) {

        /** What servers in general bear. */
        public static final Habits STANDARD =
                new Habits(Duration.ofDays(7), Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(15));
    }

    /** What is recorded at the moment is let be recorded, before the store is closed. */
    private static void awaitEnd(Thread thread) {
        try {
            thread.join(ENDS_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What all watches of a process share. */
    record Crowd(Turns connecting, Turns reading) {}

    private record Running(InboxWatch watch, Thread thread) {}

    private InboxWatches(Parts parts, InboxClaims claims, Habits habits) {
        this.parts = parts;
        this.claims = claims;
        this.habits = habits;
    }

    /** Starts watching all that are connected. */
    public static InboxWatches start(Parts parts, InboxClaims claims, Habits habits) {
        InboxWatches watches = new InboxWatches(parts, claims, habits);
        var _ = watches.timer.scheduleWithFixedDelay(watches::look, 0, LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return watches;
    }

    /** Takes up what nobody watches, up to this node's share, and ends what is not to be watched any more. */
    private void look() {
        try {
            // In this order: whatever runs now is in the list, unless it was disconnected, here or on another node.
            Set<InboxId> own = Set.copyOf(running.keySet());
            Set<InboxId> all = Set.copyOf(parts.inboxes().watched());
            own.stream().filter(id -> !all.contains(id)).forEach(this::end);
            InboxClaims.Shift shift = claims.shift(all, Set.copyOf(running.keySet()));
            shift.taken().forEach(this::watch);
            running.keySet().stream()
                    .limit(Math.min(shift.surplus(), GIVEN_UP_AT_ONCE_MAX))
                    .forEach(this::end);
        } catch (RuntimeException e) {
            // a timer stops for good at the first exception
            LOG.error("Inboxes could not be looked for", e);
        }
    }

    /** Watches an inbox from now on, if nobody does: one that has just been connected need not wait for the next look. */
    @Override
    public void begin(InboxId id) {
        if (closed || running.containsKey(id)) {
            return;
        }
        claims.claim(id).ifPresent(claim -> watch(id, claim));
    }

    private void watch(InboxId id, InboxClaims.Claim claim) {
        InboxWatch watch = new InboxWatch(id, claim, parts, habits, crowd);
        Thread thread = Thread.ofVirtual().name("inbox-" + id).unstarted(() -> {
            try {
                watch.run();
            } finally {
                running.computeIfPresent(id, (key, now) -> now.watch() == watch ? null : now);
            }
        });
        if (!closed && running.putIfAbsent(id, new Running(watch, thread)) == null) {
            thread.start();
        } else {
            claim.close();
        }
    }

    /** Ends the watch of an inbox that was disconnected, or is to be connected with another secret. */
    @Override
    public void end(InboxId id) {
        Running one = running.remove(id);
        if (one != null) {
            one.watch().end();
            one.thread().interrupt();
        }
    }

    @Override
    public int count() {
        return running.size();
    }

    /** Connections are cut: what was being read is read again at the next start. */
    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        List<Running> all = List.copyOf(running.values());
        List.copyOf(running.keySet()).forEach(this::end);
        all.forEach(one -> awaitEnd(one.thread()));
    }
}
