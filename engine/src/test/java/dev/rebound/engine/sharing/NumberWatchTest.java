package dev.rebound.engine.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.sharing.NumberStanding.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Each test goes on in its own thread only; what a watch does is done by hand, look by look. */
class NumberWatchTest {

    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final Map<String, Claim> kept = new ConcurrentHashMap<>();
    private Instant now = START;

    private Roll roll() {
        return new Roll() {
            @Override
            public List<Claim> claims() {
                return List.copyOf(kept.values());
            }

            @Override
            public void claim(Claim claim) {
                kept.put(claim.number() + "/" + claim.identity(), claim);
            }

            @Override
            public void close() {}
        };
    }

    private NumberWatch watch(int number, String identity) {
        return NumberWatch.unstarted(number, identity, this::roll, () -> now);
    }

    private Claim own() {
        return Objects.requireNonNull(kept.get("1/north"));
    }

    private static State look(NumberWatch watch) {
        watch.work();
        return watch.standing().state();
    }

    @Test
    void beforeAnybodyCouldBeAskedNothingIsShared() {
        NumberWatch north = watch(1, "north");

        assertEquals(State.UNKNOWN, north.standing().state());
        assertFalse(north.within(Lease.SOLE).holds(Duty.SHARING));
    }

    @Test
    void whoseClaimWasFirstKeepsTheNumberAndBothHearOfIt() {
        NumberWatch north = watch(1, "north");
        NumberWatch other = watch(1, "a copy by its configuration");
        NumberWatch south = watch(2, "south");

        assertEquals(State.OURS, look(north));
        now = now.minus(Duration.ofHours(5)); // another machine's clock
        assertEquals(State.TAKEN, look(other));
        now = START;
        assertEquals(State.OURS, look(south));
        assertEquals(State.CONTESTED, look(north));

        assertTrue(north.within(Lease.SOLE).holds(Duty.SHARING));
        assertFalse(other.within(Lease.SOLE).holds(Duty.SHARING));
        assertEquals("north", other.standing().other().orElseThrow().identity());
        assertEquals(
                "a copy by its configuration",
                north.standing().other().orElseThrow().identity());
    }

    @Test
    void theOtherWithANumberOfItsOwnSharesAndIsForgottenAfterADay() {
        NumberWatch north = watch(1, "north");
        look(north);
        assertEquals(State.TAKEN, look(watch(1, "other")));

        assertEquals(State.OURS, look(watch(2, "other")));
        assertEquals(State.CONTESTED, look(north));
        now = now.plus(Duration.ofDays(1)).plusSeconds(1);
        assertEquals(State.OURS, look(north));
    }

    @Test
    void aNumberStaysWithWhoeverHadItHoweverLongThatIsSilent() {
        look(watch(1, "north"));
        now = now.plus(Duration.ofDays(400));

        assertEquals(State.TAKEN, look(watch(1, "other")));
        assertEquals(State.CONTESTED, look(watch(1, "north")));
    }

    @Test
    void ofTwoThatBeganAtTheSameMomentBothSayTheSameOneAtTheNextLook() {
        kept.put("1/b", new Claim(1, "b", START, START));
        kept.put("1/a", new Claim(1, "a", START, START));

        assertEquals(State.CONTESTED, look(watch(1, "a")));
        assertEquals(State.TAKEN, look(watch(1, "b")));
    }

    @Test
    void itIsSaidAgainOnceAnHourAndNotOftener() {
        NumberWatch north = watch(1, "north");
        look(north);
        now = START.plus(Duration.ofMinutes(59));
        look(north);
        assertEquals(START, own().heard());

        now = START.plus(Duration.ofMinutes(60));
        look(north);
        assertEquals(now, own().heard());
        assertEquals(START, own().since());
    }

    @Test
    void startedItLooksByItself() {
        try (NumberWatch north = NumberWatch.start(1, "north", this::roll, () -> START)) {
            Instant giveUp = Instant.now().plusSeconds(30);
            while (north.standing().state() != State.OURS && Instant.now().isBefore(giveUp)) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertEquals(State.OURS, north.standing().state());
        }
    }
}
