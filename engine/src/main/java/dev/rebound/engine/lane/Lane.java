package dev.rebound.engine.lane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One destination: which flows have something for it, which messages have been fetched and wait for their
 * turn, and how many attempts it bears. Fetching ahead keeps the attempts busy while the next messages are
 * claimed; a destination that does not answer fetches one message at a time. Guarded by {@link Lanes}.
 *
 * @param <M> a message
 */
final class Lane<M> {

    /** Messages fetched ahead, at most. */
    private static final int AHEAD_MAX = 400;
    /** Messages fetched ahead for each attempt at once. */
    private static final int AHEAD_EACH = 4;

    private final String group;
    private final Pace pace;
    private final Bucket bucket;
    private final Breaker breaker;
    private final Rota<Flow> flows = new Rota<>();
    private final Set<Flow> known = new HashSet<>();
    private final Rota<M> fetched = new Rota<>();
    private int asked;
    private int underWay;

    /** It has answered once. */
    private boolean proven;

    private Instant lastUsed;

    Lane(String group, LaneLimits limits, RandomGenerator random, Instant now) {
        this.group = group;
        this.pace = new Pace(limits.attemptsAtOnceMax());
        this.bucket = new Bucket(limits.perSecondMax());
        this.breaker = new Breaker(random);
        this.lastUsed = now;
    }

    String group() {
        return group;
    }

    /** It has answered, and has not fallen silent since. */
    boolean proven() {
        return proven && !breaker.isOpen();
    }

    /** Other limits from now on. */
    void limit(LaneLimits limits) {
        pace.limit(limits.attemptsAtOnceMax());
        bucket.limit(limits.perSecondMax());
    }

    void offer(Flow flow) {
        if (known.add(flow)) {
            flows.add(flow, flow);
        }
    }

    /** What it wants fetched now; each flow is out of the rota until {@link #arrived}. */
    List<Want> wants(Instant now, int limit) {
        List<Want> wants = new ArrayList<>();
        int room = Math.min(limit, room(now));
        while (room > 0 && flows.size() > 0) {
            int share = Math.max(1, room / flows.size());
            Flow flow = flows.poll().orElseThrow();
            wants.add(new Want(flow, share));
            asked += share;
            room -= share;
        }
        return wants;
    }

    private int room(Instant now) {
        if (breaker.isOpen()) {
            return breaker.mayProbe(now) ? 1 - fetched.size() - asked - underWay : 0;
        }
        int ahead = proven ? Math.min(AHEAD_MAX, AHEAD_EACH * pace.atOnce()) : 1;
        int held = fetched.size() + asked;
        // Fetched in portions, not one by one.
        return held <= ahead / 2 ? ahead - held : 0;
    }

    boolean hungry(Instant now) {
        return flows.size() > 0 && room(now) > 0;
    }

    void arrived(Want want, List<M> messages) {
        asked -= want.messages();
        messages.forEach(message -> fetched.add(want.flow(), message));
        if (messages.size() == want.messages()) {
            flows.add(want.flow(), want.flow());
        } else {
            known.remove(want.flow());
        }
    }

    /** A message that may go now; empty if none is there or it is not its time. */
    Optional<M> next(Instant now) {
        if (underWay >= allowed(now) || fetched.size() == 0 || !bucket.has(now)) {
            return Optional.empty();
        }
        bucket.take();
        underWay++;
        lastUsed = now;
        return fetched.poll();
    }

    private int allowed(Instant now) {
        if (breaker.isOpen()) {
            return breaker.mayProbe(now) ? 1 : 0;
        }
        return proven ? pace.atOnce() : 1;
    }

    /** Takes note of how an attempt ended; returns what has to go back because nobody answers here. */
    List<M> ended(Sign sign, Instant now) {
        underWay--;
        switch (sign) {
            case ANSWERED, PUT_OFF -> {
                if (breaker.isOpen()) {
                    pace.restart();
                }
                proven = true;
                breaker.answered();
                pace.answered();
            }
            case SLOWER -> {
                proven = true;
                pace.trouble(underWay);
                breaker.refused(now);
            }
            case REFUSED -> {
                proven = true;
                breaker.refused(now);
            }
            case REFUSED_AGAIN -> {
                proven = true;
                if (breaker.isOpen()) {
                    breaker.refused(now);
                }
            }
            case SILENT -> {
                pace.trouble(underWay);
                breaker.silent(now);
            }
            case NOTHING -> {}
        }
        pace.ended();
        return breaker.isOpen() ? drain() : List.of();
    }

    private List<M> drain() {
        List<M> back = new ArrayList<>();
        while (fetched.size() > 0) {
            back.add(fetched.poll().orElseThrow());
        }
        return back;
    }

    void probeNow(Instant now) {
        breaker.probeNow(now);
    }

    /** Nothing is there, nothing is under way, and nothing worth remembering has been learned lately. */
    boolean forgettable(Instant unusedSince) {
        return known.isEmpty()
                && fetched.size() == 0
                && underWay == 0
                && !breaker.isOpen()
                && lastUsed.isBefore(unusedSince);
    }

    LaneStatus status(Instant now) {
        LaneStatus.Standing standing;
        if (breaker.isOpen()) {
            standing = LaneStatus.Standing.PROBING;
        } else if (fetched.size() > 0 && !bucket.has(now)) {
            standing = LaneStatus.Standing.AT_ITS_RATE;
        } else if (underWay > 0 && underWay >= allowed(now)) {
            standing = LaneStatus.Standing.BUSY;
        } else {
            standing = LaneStatus.Standing.OPEN;
        }
        return new LaneStatus(
                group, standing, underWay, allowed(now), bucket.perSecond(), breaker.openSince(), breaker.probeAt());
    }
}
