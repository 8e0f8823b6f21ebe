package dev.rebound.engine.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.account.KeyThrottle.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How often a key may call. */
class KeyThrottleTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final KeyThrottle throttle = new KeyThrottle(() -> now);

    @Test
    void aMinutesCallsMayBeMadeAtOnceAndThenOneAfterTheOther() {
        for (int i = 0; i < 6; i++) {
            assertTrue(throttle.call(1, 6).permitted(), "call " + i);
        }
        Outcome refused = throttle.call(1, 6);
        assertEquals(new Outcome(false, 6, 0, Duration.ofSeconds(10)), refused);

        now = now.plusSeconds(9);
        assertFalse(throttle.call(1, 6).permitted());
        now = now.plusSeconds(1);
        assertTrue(throttle.call(1, 6).permitted());
        assertFalse(throttle.call(1, 6).permitted());
    }

    @Test
    void aBucketDoesNotOverflow() {
        throttle.call(1, 6);
        now = now.plus(Duration.ofDays(1));
        assertEquals(5, throttle.call(1, 6).remaining());
    }

    @Test
    void keysAreCountedEachForItself() {
        assertTrue(throttle.call(1, 1).permitted());
        assertFalse(throttle.call(1, 1).permitted());
        assertTrue(throttle.call(2, 1).permitted());
    }

    @Test
    void aClockThatIsSetBackTakesNothingAway() {
        throttle.call(1, 6);
        now = now.minusSeconds(3_600);
        assertEquals(4, throttle.call(1, 6).remaining());
    }
}
