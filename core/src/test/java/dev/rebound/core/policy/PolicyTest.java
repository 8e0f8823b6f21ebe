package dev.rebound.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {

    private static Effect effectOf(Reason reason) {
        return Objects.requireNonNull(Policy.standard().effects().get(reason));
    }

    @ParameterizedTest
    @EnumSource
    void inTheStandardPresetHardSuppressesAndSoftDoesNot(Reason reason) {
        assertEquals(reason.finalType() == BounceType.HARD, effectOf(reason).suppresses());
    }

    @ParameterizedTest
    @EnumSource
    void inTheStandardPresetOnlyPermanentReasonsCount(Reason reason) {
        boolean permanent = reason == Reason.UNKNOWN_USER || reason == Reason.MAILBOX_FULL;

        assertEquals(permanent, effectOf(reason).countsTowardsGlobal());
    }

    @Test
    void aPolicyThatForgetsAReasonIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Policy(Map.of(Reason.SPAM, Effect.SUPPRESS)));
    }

    @Test
    void nobodyIsTriedLongerThan72Hours() {
        Rulebook standard = Rulebook.standard();

        assertThrows(
                IllegalArgumentException.class,
                () -> new Rulebook(standard.policy(), standard.global(), Duration.ofHours(73)));
    }

    @Test
    void oneAccountAloneCannotBounceGlobally() {
        assertThrows(IllegalArgumentException.class, () -> new GlobalRule(1));
    }
}
