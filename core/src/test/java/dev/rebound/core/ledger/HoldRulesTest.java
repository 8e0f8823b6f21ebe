package dev.rebound.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldRulesTest {

    private static final CircuitId CIRCUIT = new CircuitId(1);

    private static Scene held(Scene scene, int message) {
        scene.see(new Observation.PermanentFailure(
                        Scene.message(message),
                        scene.now(),
                        Scene.evidence(message + "-550"),
                        Scene.verdict(Reason.UNKNOWN_USER))
                .heldBy(CIRCUIT));
        return scene;
    }

    private static Scene heldBack(Scene scene, int message) {
        scene.see(new Observation.HoldBack(Scene.message(message), CIRCUIT, scene.now()));
        return scene;
    }

    private static Scene released(Scene scene, int message) {
        scene.see(new Observation.Release(Scene.message(message), CIRCUIT, scene.now()));
        return scene;
    }

    private static Scene rolledBack(Scene scene, int message) {
        scene.see(new Observation.RollBack(Scene.message(message), CIRCUIT, scene.now()));
        return scene;
    }

    private static boolean isSuppressed(Scene scene, int account) {
        return scene.state.suppression(Scene.account(account)).isPresent();
    }

    @Test
    void aHeldBounceIsABounceThatSuppressesNobody() {
        Scene scene = held(new Scene().accepted(1, 1), 1);

        assertEquals(MessageStatus.BOUNCED, scene.message1().status());
        assertEquals(
                Optional.of(new Hold(CIRCUIT, Hold.Standing.HELD)),
                scene.message1().hold());
        assertFalse(isSuppressed(scene, 1));
        assertTrue(scene.accepted(1, 2).messageOf(2).status().isInFlight());
    }

    @Test
    void releasedItSuppressesSinceItBounced() {
        Scene scene = held(new Scene().accepted(1, 1), 1);
        var bounced = scene.now();

        released(scene.after(Duration.ofHours(2)), 1);

        assertEquals(
                bounced, scene.state.suppression(Scene.account(1)).orElseThrow().since());
        assertEquals(Optional.of(bounced), scene.state.vote(Scene.account(1)));
    }

    @Test
    void rolledBackItNeverSuppressesNotEvenWhenThePolicyChanges() {
        Scene scene = rolledBack(held(new Scene().accepted(1, 1), 1), 1);

        scene.under(Policy.protective()).reassessed(1).under(Policy.standard()).reassessed(1);

        assertFalse(isSuppressed(scene, 1));
    }

    @Test
    void aBatchThatWasSettledWronglyIsSettledTheOtherWay() {
        Scene scene = rolledBack(held(new Scene().accepted(1, 1), 1), 1);

        assertTrue(isSuppressed(released(scene, 1), 1));
        assertFalse(isSuppressed(rolledBack(scene, 1), 1));
    }

    @Test
    void anAddressThatTookMailSinceHasRefutedTheBounce() {
        Scene scene = held(new Scene().accepted(1, 1), 1)
                .after(Duration.ofMinutes(1))
                .accepted(2, 2)
                .taken(2, "250");

        released(scene, 1);

        assertFalse(isSuppressed(scene, 1));
        assertEquals(
                Hold.Standing.ROLLED_BACK, scene.message1().hold().orElseThrow().standing());
    }

    @Test
    void whatSuppressedBeforeTheCircuitOpenedIsHeldAfterAll() {
        Scene scene = new Scene().accepted(1, 1).bounced(1, "550", Reason.UNKNOWN_USER);
        assertTrue(isSuppressed(scene, 1));

        heldBack(scene, 1);

        assertFalse(isSuppressed(scene, 1));
        assertEquals(Map.of(), scene.state.counting());
    }

    @Test
    void aSuppressionOfAnEarlierBounceStays() {
        Scene scene = new Scene().accepted(1, 1).accepted(1, 2).bounced(1, "550", Reason.UNKNOWN_USER);
        scene.after(Duration.ofDays(1)).bounced(2, "550-2", Reason.UNKNOWN_USER);

        heldBack(scene, 2);

        assertEquals(
                Scene.START,
                scene.state.suppression(Scene.account(1)).orElseThrow().since());
    }

    @Test
    void aGlobalBounceThatRestsOnAHeldOneIsWithdrawn() {
        Scene scene = new Scene();
        for (int account = 1; account <= 3; account++) {
            scene.accepted(account, account);
        }
        for (int account = 1; account <= 3; account++) {
            scene.bounced(account, account + "-550", Reason.UNKNOWN_USER).after(Duration.ofMinutes(1));
        }
        assertTrue(scene.state.globalSince().isPresent());

        heldBack(scene, 3);

        assertFalse(scene.state.globalSince().isPresent());
        assertEquals(2, scene.state.counting().size());
        assertTrue(isSuppressed(scene, 1));

        released(scene, 3);
        assertTrue(scene.state.globalSince().isPresent());
    }

    @Test
    void heldBouncesAreNoneOfThoseThatRepeat() {
        Map<Reason, Consequence> table = new EnumMap<>(Policy.standard().consequences());
        table.put(
                Reason.UNKNOWN_USER,
                new Consequence(
                        new Trigger.Repeated(2, Duration.ofDays(14)), Optional.empty(), Optional.empty(), false));
        Scene scene = new Scene().under(new Policy(table, true)).accepted(1, 1).accepted(1, 2);
        held(scene, 1);

        scene.after(Duration.ofMinutes(1)).bounced(2, "550-2", Reason.UNKNOWN_USER);
        assertFalse(isSuppressed(scene, 1));

        assertTrue(isSuppressed(released(scene, 1), 1));
    }

    @Test
    void whoUnbouncesAHeldAddressKeepsItFromBeingReleased() {
        Scene scene = held(new Scene().accepted(1, 1), 1).unbounced(1);

        assertEquals(
                Hold.Standing.ROLLED_BACK, scene.message1().hold().orElseThrow().standing());
        assertFalse(isSuppressed(released(scene, 1), 1));
    }

    @Test
    void harderEvidenceAfterTheCircuitClosedActs() {
        Scene scene = new Scene().accepted(1, 1);
        scene.see(new Observation.PermanentFailure(
                        Scene.message(1), scene.now(), Scene.evidence("soft"), Scene.verdict(Reason.FILTERED))
                .heldBy(CIRCUIT));

        scene.after(Duration.ofDays(1)).bounced(1, "hard", Reason.UNKNOWN_USER);

        assertTrue(isSuppressed(scene, 1));
        assertEquals(Optional.empty(), scene.message1().hold());
        assertEquals(List.of(), scene.see(new Observation.RollBack(Scene.message(1), CIRCUIT, scene.now())));
    }

    @Test
    void theReportOfAHeldReplyChangesNothing() {
        Scene scene = held(new Scene().accepted(1, 1), 1);

        scene.bounced(1, "ndr", Reason.UNKNOWN_USER);

        assertFalse(isSuppressed(scene, 1));
        assertTrue(scene.message1().isExcused());
    }
}
