package dev.rebound.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What bounces do where a policy says more than "at once". */
class PolicyRulesTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Optional<NotSentReason> REFUSED = Optional.of(NotSentReason.PREVIOUSLY_BOUNCED);

    private static Policy with(Reason reason, Consequence consequence) {
        Map<Reason, Consequence> table = new EnumMap<>(Policy.standard().consequences());
        table.put(reason, consequence);
        return new Policy(table, true);
    }

    private static Policy softRepeats() {
        return with(
                Reason.TEMPORARY,
                new Consequence(
                        new Trigger.Repeated(2, Duration.ofDays(10)), Optional.empty(), Optional.empty(), false));
    }

    private static Policy spamExpires() {
        return with(
                Reason.SPAM,
                new Consequence(new Trigger.AtOnce(), Optional.of(Duration.ofDays(90)), Optional.empty(), false));
    }

    private static Optional<NotSentReason> refusal(Scene scene, Policy policy) {
        return scene.state.refusalFor(Scene.account(1), policy, scene.now());
    }

    private static Scene fullThreeTimes() {
        Scene scene = new Scene().under(Policy.protective());
        for (int i = 1; i <= 3; i++) {
            scene.accepted(1, i).bounced(i, "552-" + i, Reason.MAILBOX_FULL).after(DAY);
        }
        return scene;
    }

    @Test
    void aFullMailboxIsSuppressedAfterTheThirdBounceWithinTwoWeeks() {
        Scene twice = new Scene().under(Policy.protective());
        twice.accepted(1, 1).bounced(1, "a", Reason.MAILBOX_FULL).after(DAY);
        twice.accepted(1, 2).bounced(2, "b", Reason.MAILBOX_FULL);

        assertEquals(Optional.empty(), twice.state.suppression(Scene.account(1)));
        assertEquals(Reason.MAILBOX_FULL, fullThreeTimes().suppressedFor(1));
    }

    @Test
    void bouncesThatLieTooFarApartDoNotAddUp() {
        Scene scene = new Scene().under(Policy.protective());
        for (int i = 1; i <= 5; i++) {
            scene.accepted(1, i).bounced(i, "552-" + i, Reason.MAILBOX_FULL).after(Duration.ofDays(8));
        }

        assertEquals(Map.of(), scene.state.suppressions());
    }

    @Test
    void aDeliverySetsTheCountBack() {
        Scene scene = new Scene().under(Policy.protective());
        scene.accepted(1, 1).bounced(1, "a", Reason.MAILBOX_FULL).after(DAY);
        scene.accepted(1, 2).bounced(2, "b", Reason.MAILBOX_FULL).after(DAY);
        scene.accepted(1, 3).taken(3, "250").after(DAY);
        scene.accepted(1, 4).bounced(4, "c", Reason.MAILBOX_FULL);

        assertEquals(Map.of(), scene.state.suppressions());
    }

    @Test
    void bouncesOfAnotherAccountOrReasonAreNotCounted() {
        Scene scene = new Scene().under(Policy.protective());
        scene.accepted(1, 1).bounced(1, "a", Reason.MAILBOX_FULL);
        scene.accepted(2, 2).bounced(2, "b", Reason.MAILBOX_FULL);
        scene.accepted(1, 3).bounced(3, "c", Reason.SPAM);
        scene.accepted(1, 4).bounced(4, "d", Reason.MAILBOX_FULL);

        assertEquals(Map.of(), scene.state.suppressions());
    }

    @Test
    void aReplyAndAReportAboutTheSameMessageAreOneBounce() {
        Scene scene = new Scene().under(Policy.protective());
        scene.accepted(1, 1).accepted(1, 2);
        scene.bounced(1, "reply", Reason.MAILBOX_FULL).bounced(1, "report", Reason.MAILBOX_FULL);
        scene.bounced(2, "another", Reason.MAILBOX_FULL);

        assertEquals(Map.of(), scene.state.suppressions());
    }

    @Test
    void trialsThatEndWithoutDeliveryCountAsSoftBounces() {
        Scene scene = new Scene().under(softRepeats());
        for (int i = 1; i <= 2; i++) {
            scene.accepted(1, i).deferred(i, "451-" + i, Reason.TEMPORARY).after(Duration.ofDays(4));
            scene.see(new Observation.TimePassed(scene.now()));
        }

        assertEquals(Reason.TEMPORARY, scene.suppressedFor(1));
    }

    @Test
    void aSuppressionEndsByItselfAndTheNextMessageGoesOut() {
        Scene scene = new Scene().under(spamExpires()).accepted(1, 1).bounced(1, "a", Reason.SPAM);
        Instant end = scene.now().plus(Duration.ofDays(90));

        assertEquals(REFUSED, refusal(scene, spamExpires()));
        scene.after(Duration.ofDays(91));
        assertEquals(Optional.empty(), refusal(scene, spamExpires()));
        scene.accepted(1, 2);

        assertEquals(MessageStatus.QUEUED, scene.messageOf(2).status());
        assertTrue(scene.events.contains(new LedgerEvent.Lapsed(Scene.ADDRESS, Scene.account(1), end)));
    }

    @Test
    void oneMessageAtATimeProbesAndABouncePutsTheNextProbeOff() {
        Scene scene = fullThreeTimes();
        scene.accepted(1, 10);
        assertEquals(MessageStatus.NOT_SENT, scene.messageOf(10).status());

        scene.after(Duration.ofDays(30)).accepted(1, 11).accepted(1, 12);
        assertEquals(MessageStatus.QUEUED, scene.messageOf(11).status());
        assertEquals(MessageStatus.NOT_SENT, scene.messageOf(12).status());

        scene.bounced(11, "552-11", Reason.MAILBOX_FULL).after(DAY).accepted(1, 13);
        assertEquals(MessageStatus.NOT_SENT, scene.messageOf(13).status());
        assertEquals(
                Optional.of(scene.now().plus(Duration.ofDays(29))),
                scene.state.suppression(Scene.account(1)).orElseThrow().probeFrom());
    }

    @Test
    void aProbeThatIsTakenEndsTheSuppression() {
        Scene scene =
                fullThreeTimes().after(Duration.ofDays(30)).accepted(1, 11).taken(11, "250");

        assertEquals(Map.of(), scene.state.suppressions());
        assertEquals(Map.of(), scene.state.counting());
    }

    @Test
    void theProtectivePresetLiftsWhatWasNotTheRecipientsFault() {
        Scene scene = new Scene();
        scene.accepted(1, 1).bounced(1, "a", Reason.POLICY).after(DAY);
        scene.under(Policy.protective()).reassessed(1);

        assertEquals(Map.of(), scene.state.suppressions());
    }

    @Test
    void returningToTheFormerPolicyBringsEverythingBack() {
        Scene scene = new Scene();
        scene.accepted(1, 1).bounced(1, "a", Reason.MAILBOX_FULL).after(DAY);
        AddressState before = scene.state;
        scene.under(Policy.protective()).reassessed(1).after(DAY);
        assertEquals(Map.of(), scene.state.counting());

        scene.under(Policy.standard()).reassessed(1);

        assertEquals(before, scene.state);
    }

    @Test
    void anotherPolicyDoesNotUndoWhatPeopleLifted() {
        Scene scene = new Scene();
        scene.accepted(1, 1)
                .bounced(1, "a", Reason.SPAM)
                .after(DAY)
                .unbounced(1)
                .after(DAY);
        scene.under(Policy.protective()).reassessed(1);
        scene.under(Policy.standard()).reassessed(1);

        assertEquals(Map.of(), scene.state.suppressions());
    }

    @Test
    void thePolicyThatHoldsChangesNothingWhenItIsAppliedAgain() {
        Scene scene = fullThreeTimes();
        int events = scene.events.size();
        scene.reassessed(1);

        assertEquals(events, scene.events.size());
    }

    @Test
    void anAccountThatDoesNotHeedTheGlobalListSendsAndStillCounts() {
        Policy deaf = new Policy(Policy.standard().consequences(), false);
        Scene scene = new Scene();
        for (int i = 1; i <= 3; i++) {
            scene.accepted(i, i);
        }
        for (int i = 1; i <= 3; i++) {
            scene.bounced(i, "550-" + i, Reason.UNKNOWN_USER);
        }
        scene.under(deaf).accepted(4, 4);

        assertTrue(scene.state.globalSince().isPresent());
        assertEquals(MessageStatus.QUEUED, scene.messageOf(4).status());
        assertEquals(REFUSED, refusal(scene, deaf));
    }
}
