package dev.rebound.engine.sharing;

import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.node.NodeNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that another installation is configured with this one's number. Two with one number would count as one: messages
 * of both would have the same numbers, and what is known would be split between them. Each installation says on the
 * {@link Roll} which number is its own, with an identity that is not configured. Whose claim is the earliest keeps the
 * number, however long it is silent, for its messages stay in the topics; any other neither tells nor takes until it has
 * a number of its own, and both say so.
 *
 * <p>Of two that begin at the same moment both may share for one look, until the next shows the later one that it is.
 * Every node looks; they say the same. Thread-safe.
 */
public final class NumberWatch extends SharingLoop {

    /** How often it is looked at. */
    static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration SAY_AGAIN = Duration.ofHours(1);
    private static final Duration CONTESTED_FOR = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(NumberWatch.class);

    private final Supplier<Roll> rolls;
    private final InstantSource clock;
    private @Nullable Roll roll;
    private volatile NumberStanding standing;

    private NumberWatch(int number, String identity, Supplier<Roll> rolls, InstantSource clock) {
        super("looking whose number is whose", Lease.SOLE);
        this.rolls = rolls;
        this.clock = clock;
        this.standing = new NumberStanding(number, identity, NumberStanding.State.UNKNOWN, Optional.empty());
    }

    /**
     * Starts it.
     *
     * @param number as it is configured
     * @param identity of this installation, the same for all its nodes and for ever
     * @param rolls opens one; asked again after a failure
     */
    public static NumberWatch start(int number, String identity, Supplier<Roll> rolls, InstantSource clock) {
        NumberWatch watch = unstarted(number, identity, rolls, clock);
        watch.start();
        return watch;
    }

    /** To be made to look by hand. */
    static NumberWatch unstarted(int number, String identity, Supplier<Roll> rolls, InstantSource clock) {
        return new NumberWatch(number, identity, rolls, clock);
    }

    /** As it was when last looked at. */
    public NumberStanding standing() {
        return standing;
    }

    /** A lease that also asks for the number to be this installation's. */
    public Lease within(Lease lease) {
        return new Lease() {
            @Override
            public Optional<NodeNumber> number() {
                return lease.number();
            }

            @Override
            public boolean holds(Duty duty) {
                return standing.mayShare() && lease.holds(duty);
            }

            @Override
            public int nodes() {
                return lease.nodes();
            }
        };
    }

    @Override
    boolean work() {
        Roll open = roll();
        List<Claim> rivals = rivals(open.claims());
        Claim own = own(open, rivals);
        // what others claimed meanwhile is looked at once more
        turn(judged(own, rivals(open.claims())));
        return false;
    }

    @Override
    Duration idle() {
        return LOOK;
    }

    private List<Claim> rivals(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.number() == standing.number())
                .filter(claim -> !claim.identity().equals(standing.identity()))
                .sorted(Claim.BY_RIGHT)
                .toList();
    }

    private Claim own(Roll open, List<Claim> rivals) {
        Instant now = clock.instant();
        Optional<Claim> before = open.claims().stream()
                .filter(claim -> claim.number() == standing.number())
                .filter(claim -> claim.identity().equals(standing.identity()))
                .findFirst();
        if (before.filter(claim -> claim.heard().isAfter(now.minus(SAY_AGAIN))).isPresent()) {
            return before.get();
        }
        Claim said = new Claim(
                standing.number(),
                standing.identity(),
                before.map(Claim::since).orElseGet(() -> behind(rivals, now)),
                now);
        open.claim(said);
        return said;
    }

    /** Behind all that are known, whatever this machine's clock says. */
    private static Instant behind(List<Claim> rivals, Instant now) {
        Instant first = now;
        for (Claim rival : rivals) {
            Instant after = rival.since().plusMillis(1);
            first = after.isAfter(first) ? after : first;
        }
        return first;
    }

    private NumberStanding judged(Claim own, List<Claim> rivals) {
        Optional<Claim> before = rivals.stream()
                .filter(rival -> Claim.BY_RIGHT.compare(rival, own) < 0)
                .findFirst();
        if (before.isPresent()) {
            return in(NumberStanding.State.TAKEN, before);
        }
        Optional<Claim> late = rivals.stream()
                .filter(rival -> rival.heard().isAfter(clock.instant().minus(CONTESTED_FOR)))
                .findFirst();
        return in(late.isPresent() ? NumberStanding.State.CONTESTED : NumberStanding.State.OURS, late);
    }

    private NumberStanding in(NumberStanding.State state, Optional<Claim> other) {
        return new NumberStanding(standing.number(), standing.identity(), state, other);
    }

    private void turn(NumberStanding now) {
        boolean isNews = now.state() != standing.state();
        standing = now;
        if (!isNews) {
            return;
        }
        now.other()
                .ifPresentOrElse(
                        other -> LOG.warn(
                                "Another installation has the number of this one standing={} number={} this={} other={} otherSince={}"
                                        + " do=\"give the other, or this one if it is TAKEN here, a number that none ever had:"
                                        + " sharing.installation\"",
                                now.state(),
                                now.number(),
                                now.identity(),
                                other.identity(),
                                other.since()),
                        () -> LOG.info("The number among those that share is this one's number={}", now.number()));
    }

    private Roll roll() {
        Roll open = roll;
        if (open == null) {
            open = rolls.get();
            roll = open;
        }
        return open;
    }

    @Override
    void release() {
        Roll open = roll;
        roll = null;
        if (open != null) {
            open.close();
        }
    }
}
