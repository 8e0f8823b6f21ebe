package dev.rebound.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {

    private static Consequence consequenceOf(Reason reason) {
        return Policy.standard().of(reason);
    }

    @ParameterizedTest
    @EnumSource
    void inTheStandardPresetHardSuppressesAndSoftDoesNot(Reason reason) {
        assertEquals(
                reason.finalType() == BounceType.HARD, consequenceOf(reason).acts());
    }

    @ParameterizedTest
    @EnumSource
    void inTheStandardPresetOnlyPermanentReasonsCount(Reason reason) {
        boolean permanent = reason == Reason.UNKNOWN_USER || reason == Reason.MAILBOX_FULL;

        assertEquals(permanent, consequenceOf(reason).countsTowardsGlobal());
    }

    @Test
    void aPolicyThatForgetsAReasonIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Policy(Map.of(Reason.SPAM, Consequence.none()), true));
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
        assertThrows(IllegalArgumentException.class, () -> new GlobalRule(1, Optional.empty()));
    }
}
