package dev.rebound.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What another verdict does to a bounce that has been known for a while. */
class ReclassifyTest {

    private static final long RUN = 7;

    private static Scene bouncedAs(Reason reason) {
        return new Scene().accepted(1, 1).bounced(1, "550", reason).after(Duration.ofDays(30));
    }

    private static List<LedgerEvent> judge(Scene scene, int message, Reason before, Reason after) {
        return scene.see(new Observation.Reclassify(
                Scene.message(message), scene.now(), RUN, Scene.verdict(before), Scene.verdict(after)));
    }

    @Test
    void aSoftVerdictFreesTheAddress() {
        Scene scene = bouncedAs(Reason.UNKNOWN_USER);

        List<LedgerEvent> events = judge(scene, 1, Reason.UNKNOWN_USER, Reason.TEMPORARY);

        assertEquals(
                List.of(
                        new LedgerEvent.Reclassified(
                                Scene.ADDRESS,
                                Scene.account(1),
                                Scene.message(1),
                                scene.now(),
                                RUN,
                                Scene.verdict(Reason.UNKNOWN_USER),
                                Scene.verdict(Reason.TEMPORARY)),
                        new LedgerEvent.Reassessed(
                                Scene.ADDRESS, Scene.account(1), scene.now(), Optional.empty(), Optional.empty())),
                events);
        assertEquals(Map.of(), scene.state.suppressions());
        assertEquals(
                Optional.of(Scene.verdict(Reason.TEMPORARY)), scene.message1().verdict());
        assertEquals(Scene.START, scene.message1().since());
    }

    @Test
    void aHardVerdictSuppressesFromTheDayOfTheBounce() {
        Scene scene = bouncedAs(Reason.TEMPORARY);

        judge(scene, 1, Reason.TEMPORARY, Reason.SPAM);

        assertEquals(Reason.SPAM, scene.suppressedFor(1));
        assertEquals(
                Scene.START,
                scene.state.suppression(Scene.account(1)).orElseThrow().since());
    }

    @Test
    void takingItBackLeavesWhatThereWas() {
        Scene scene = bouncedAs(Reason.UNKNOWN_USER);
        AddressState before = scene.state;

        judge(scene, 1, Reason.UNKNOWN_USER, Reason.POLICY);
        judge(scene, 1, Reason.POLICY, Reason.UNKNOWN_USER);

        assertEquals(before, scene.state);
    }

    @Test
    void whatHasBeenJudgedOtherwiseMeanwhileStays() {
        Scene scene = bouncedAs(Reason.TEMPORARY).bounced(1, "552", Reason.MAILBOX_FULL);

        assertEquals(List.of(), judge(scene, 1, Reason.TEMPORARY, Reason.SPAM));
        assertEquals(Reason.MAILBOX_FULL, scene.suppressedFor(1));
    }

    @Test
    void whatSomebodyLiftedStaysLifted() {
        Scene scene = bouncedAs(Reason.UNKNOWN_USER).unbounced(1);

        assertEquals(1, judge(scene, 1, Reason.UNKNOWN_USER, Reason.SPAM).size());
        assertEquals(Map.of(), scene.state.suppressions());
    }

    @Test
    void theThirdAccountTipsTheScaleByAnotherVerdictToo() {
        Scene scene = new Scene();
        for (int i = 1; i <= 3; i++) {
            scene.accepted(i, i);
        }
        scene.bounced(1, "1", Reason.UNKNOWN_USER).bounced(2, "2", Reason.UNKNOWN_USER);
        scene.bounced(3, "3", Reason.POLICY);

        judge(scene, 3, Reason.POLICY, Reason.UNKNOWN_USER);

        assertEquals(Optional.of(scene.now()), scene.state.globalSince());
    }

    @Test
    void aMessageThatIsStillTriedIsNotJudged() {
        Scene scene = new Scene().accepted(1, 1).deferred(1, "451", Reason.TEMPORARY);
        Verdict pending = Scene.verdict(BounceType.PENDING, Reason.TEMPORARY);

        assertEquals(
                List.of(),
                scene.see(new Observation.Reclassify(
                        Scene.message(1), scene.now(), RUN, pending, Scene.verdict(Reason.SPAM))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Observation.Reclassify(Scene.message(1), Instant.EPOCH, RUN, pending, pending));
    }
}
