package dev.rebound.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AddressRulesTest {

    private final Scene scene = new Scene();

    @Test
    void anAcceptedMessageIsQueued() {
        scene.accepted(1, 1);

        assertEquals(MessageStatus.QUEUED, scene.message1().status());
    }

    @Test
    void aMessageTheServerTookIsDelivered() {
        scene.accepted(1, 1).taken(1, "250");

        assertEquals(MessageStatus.DELIVERED, scene.message1().status());
        assertEquals(1, scene.message1().attempts());
    }

    @ParameterizedTest
    @EnumSource
    void onlyAHardBounceSuppresses(Reason reason) {
        scene.accepted(1, 1).bounced(1, "reply", reason);

        boolean suppressed = scene.state.suppressions().containsKey(Scene.account(1));
        assertEquals(reason.finalType() == BounceType.HARD, suppressed);
    }

    @Test
    void aSuppressedAddressIsLeftOutOfTheNextEmail() {
        scene.accepted(1, 1).bounced(1, "reply", Reason.SPAM).accepted(1, 2);

        MessageState second = scene.messageOf(2);
        assertEquals(MessageStatus.NOT_SENT, second.status());
        assertEquals(Optional.of(NotSentReason.PREVIOUSLY_BOUNCED), second.notSent());
    }

    @Test
    void anotherAccountMayStillSend() {
        scene.accepted(1, 1).bounced(1, "reply", Reason.UNKNOWN_USER).accepted(2, 2);

        assertEquals(MessageStatus.QUEUED, scene.messageOf(2).status());
    }

    @Test
    void aReportAfterDeliveryBouncesTheMessage() {
        scene.accepted(1, 1).taken(1, "250").bounced(1, "ndr", Reason.UNKNOWN_USER);

        assertEquals(MessageStatus.BOUNCED, scene.message1().status());
        assertTrue(scene.state.suppressions().containsKey(Scene.account(1)));
    }

    @Test
    void whatARelayTookIsDeliveredOnceTheRelaySaysSo() {
        scene.accepted(1, 1).relayed(1, "250").taken(1, "event").taken(1, "event");

        assertEquals(MessageStatus.DELIVERED, scene.message1().status());
        assertEquals(1, scene.message1().attempts());
        assertEquals(3, scene.events.size());
    }

    @Test
    void aRelaysEventThatOvertakesItsReplyCountsOnce() {
        scene.accepted(1, 1).taken(1, "event").relayed(1, "250");

        assertEquals(MessageStatus.DELIVERED, scene.message1().status());
        assertEquals(2, scene.events.size());
    }

    @Test
    void aLateDeliveryDoesNotHealABounce() {
        scene.accepted(1, 1).bounced(1, "ndr", Reason.UNKNOWN_USER).taken(1, "250");

        assertEquals(MessageStatus.BOUNCED, scene.message1().status());
    }

    @Test
    void hardEvidenceMakesASoftBounceHard() {
        scene.accepted(1, 1).bounced(1, "a", Reason.TEMPORARY).bounced(1, "b", Reason.UNKNOWN_USER);

        assertEquals(Optional.of(BounceType.HARD), scene.message1().verdict().map(Verdict::type));
        assertTrue(scene.state.suppressions().containsKey(Scene.account(1)));
    }

    @Test
    void softEvidenceDoesNotMakeAHardBounceSoft() {
        scene.accepted(1, 1).bounced(1, "a", Reason.UNKNOWN_USER).bounced(1, "b", Reason.TEMPORARY);

        assertEquals(
                Optional.of(Reason.UNKNOWN_USER), scene.message1().verdict().map(Verdict::reason));
    }

    @Test
    void aSecondHardReportAddsEvidenceButKeepsTheFirstReason() {
        scene.accepted(1, 1).bounced(1, "a", Reason.MAILBOX_FULL).bounced(1, "b", Reason.SPAM);

        assertEquals(Reason.MAILBOX_FULL, scene.suppressedFor(1));
        assertEquals(2, scene.message1().evidence().size());
    }

    @ParameterizedTest
    @CsvSource({"PT1H, PT1H", "PT72H, PT72H", "PT100H, PT72H"})
    void anEmailMayAskToBeTriedForLessAndNotForMore(Duration asked, Duration tried) {
        scene.accepted(1, 1)
                .see(new Observation.TemporaryFailure(
                        Scene.message(1),
                        scene.now(),
                        Scene.evidence("a"),
                        Scene.verdict(BounceType.PENDING, Reason.TEMPORARY),
                        scene.now().plus(Duration.ofHours(80)),
                        Optional.of(asked)));

        assertEquals(Optional.of(Scene.START.plus(tried)), scene.message1().deadline());
        assertEquals(Optional.of(Scene.START.plus(tried)), scene.message1().nextAttempt());
    }

    @Test
    void whatAnEmailAskedForAtItsFirstDeferralHoldsForItsLaterOnes() {
        Observation.TemporaryFailure first = new Observation.TemporaryFailure(
                Scene.message(1),
                scene.now(),
                Scene.evidence("a"),
                Scene.verdict(BounceType.PENDING, Reason.TEMPORARY),
                scene.now().plus(Duration.ofMinutes(5)),
                Optional.of(Duration.ofMinutes(30)));
        scene.accepted(1, 1).see(first);
        scene.after(Duration.ofMinutes(5)).deferred(1, "b", Reason.FILTERED);
        scene.after(Duration.ofMinutes(25)).see(new Observation.TimePassed(scene.now()));

        assertEquals(MessageStatus.BOUNCED, scene.message1().status());
        assertEquals(Reason.FILTERED, scene.message1().verdict().orElseThrow().reason());
    }

    @Test
    void aPendingMessageBecomesSoftWithTheLastReasonAfter72Hours() {
        scene.accepted(1, 1).deferred(1, "a", Reason.TEMPORARY);
        scene.after(Duration.ofHours(40)).deferred(1, "b", Reason.FILTERED);
        scene.after(Duration.ofHours(32)).see(new Observation.TimePassed(scene.now()));

        assertEquals(MessageStatus.BOUNCED, scene.message1().status());
        assertEquals(BounceType.SOFT, scene.message1().verdict().orElseThrow().type());
        assertEquals(Reason.FILTERED, scene.message1().verdict().orElseThrow().reason());
        assertEquals(Scene.START.plus(Duration.ofHours(72)), scene.message1().since());
    }

    @Test
    void aPendingMessageIsStillTriedAMomentBefore72Hours() {
        scene.accepted(1, 1).deferred(1, "a", Reason.TEMPORARY);
        scene.after(Duration.ofHours(72).minusMillis(1)).see(new Observation.TimePassed(scene.now()));

        assertEquals(MessageStatus.PENDING, scene.message1().status());
    }

    @Test
    void theLastRetryIsNotAfterTheDeadline() {
        scene.accepted(1, 1).deferred(1, "a", Reason.TEMPORARY);
        scene.after(Duration.ofHours(71)).deferred(1, "b", Reason.TEMPORARY);

        assertEquals(scene.message1().deadline(), scene.message1().nextAttempt());
    }

    @Test
    void aDueTimerFiresBeforeWhatComesLater() {
        scene.accepted(1, 1).deferred(1, "a", Reason.TEMPORARY);
        List<LedgerEvent> events =
                scene.after(Duration.ofHours(73)).see(new Observation.CutOff(Scene.message(1), scene.now()));

        assertEquals(1, events.size());
        assertInstanceOf(LedgerEvent.Expired.class, events.getFirst());
    }

    @Test
    void whatAServerTookInTheLastAttemptIsDeliveredThoughItsTimeWasUp() {
        scene.accepted(1, 1).deferred(1, "a", Reason.TEMPORARY);
        List<LedgerEvent> events = scene.after(Duration.ofHours(73))
                .see(new Observation.Taken(Scene.message(1), scene.now(), Scene.evidence("250")));

        assertEquals(1, events.size());
        assertInstanceOf(LedgerEvent.Delivered.class, events.getFirst());
    }

    @Test
    void aFullMailboxThatOutlivesItsTimeDoesNotSuppress() {
        scene.accepted(1, 1).deferred(1, "a", Reason.MAILBOX_FULL);
        scene.after(Duration.ofHours(72)).see(new Observation.TimePassed(scene.now()));

        assertEquals(
                Reason.MAILBOX_MISCONFIGURED,
                scene.message1().verdict().orElseThrow().reason());
        assertTrue(scene.state.suppressions().isEmpty());
    }

    @Test
    void threeAccountsMakeAGlobalBounce() {
        scene.accepted(1, 1).accepted(2, 2).accepted(3, 3).accepted(4, 4);
        scene.bounced(1, "a", Reason.UNKNOWN_USER).bounced(2, "b", Reason.MAILBOX_FULL);
        assertFalse(scene.state.globalSince().isPresent());

        scene.bounced(3, "c", Reason.UNKNOWN_USER).accepted(5, 5);

        assertTrue(scene.state.globalSince().isPresent());
        assertEquals(
                Optional.of(NotSentReason.GLOBALLY_BOUNCED), scene.messageOf(5).notSent());
    }

    @Test
    void oneAccountThreeTimesMakesNoGlobalBounce() {
        scene.accepted(1, 1).accepted(1, 2).accepted(1, 3);
        scene.bounced(1, "a", Reason.UNKNOWN_USER)
                .bounced(2, "b", Reason.UNKNOWN_USER)
                .bounced(3, "c", Reason.UNKNOWN_USER);

        assertFalse(scene.state.globalSince().isPresent());
    }

    @Test
    void reasonsThatAreNotPermanentDoNotCount() {
        scene.accepted(1, 1).accepted(2, 2).accepted(3, 3);
        scene.bounced(1, "a", Reason.SPAM).bounced(2, "b", Reason.POLICY).bounced(3, "c", Reason.OTHER);

        assertFalse(scene.state.globalSince().isPresent());
    }

    @Test
    void anAccountThatUnbouncedNoLongerCounts() {
        scene.accepted(1, 1).accepted(2, 2).accepted(3, 3);
        scene.bounced(1, "a", Reason.UNKNOWN_USER).unbounced(1);
        scene.bounced(2, "b", Reason.UNKNOWN_USER).bounced(3, "c", Reason.UNKNOWN_USER);

        assertFalse(scene.state.globalSince().isPresent());
    }

    @Test
    void afterAnUnbounceTheNextBounceSuppressesAgain() {
        scene.accepted(1, 1).bounced(1, "a", Reason.UNKNOWN_USER).unbounced(1).accepted(1, 2);
        assertEquals(MessageStatus.QUEUED, scene.messageOf(2).status());

        scene.bounced(2, "b", Reason.UNKNOWN_USER);

        assertTrue(scene.state.suppressions().containsKey(Scene.account(1)));
    }

    @Test
    void aReplayAfterAnUnbounceDoesNotSuppressAgain() {
        scene.accepted(1, 1)
                .bounced(1, "a", Reason.UNKNOWN_USER)
                .unbounced(1)
                .bounced(1, "a", Reason.UNKNOWN_USER)
                .bounced(1, "another report of the same bounce", Reason.UNKNOWN_USER);

        assertTrue(scene.state.suppressions().isEmpty());
    }

    @Test
    void whileBouncedGloballyAnAccountCannotUnbounce() {
        scene.accepted(1, 1).accepted(2, 2).accepted(3, 3);
        scene.bounced(1, "a", Reason.UNKNOWN_USER)
                .bounced(2, "b", Reason.UNKNOWN_USER)
                .bounced(3, "c", Reason.UNKNOWN_USER)
                .unbounced(1);

        assertTrue(scene.state.suppressions().containsKey(Scene.account(1)));
    }

    @Test
    void afterALiftAccountsCountAnew() {
        scene.accepted(1, 1).accepted(2, 2).accepted(3, 3).accepted(4, 4);
        scene.bounced(1, "a", Reason.UNKNOWN_USER)
                .bounced(2, "b", Reason.UNKNOWN_USER)
                .bounced(3, "c", Reason.UNKNOWN_USER)
                .see(new Observation.LiftGlobal(scene.now(), "root", "the server was broken"));
        scene.bounced(4, "d", Reason.UNKNOWN_USER);

        assertFalse(scene.state.globalSince().isPresent());
        assertEquals(1, scene.state.counting().size());
    }

    @Test
    void aMessageLeftOutAtDispatchIsNotSent() {
        scene.accepted(1, 1)
                .see(new Observation.LeftOut(
                        Scene.account(1), Scene.message(1), scene.now(), NotSentReason.UNSUBSCRIBED));

        assertEquals(MessageStatus.NOT_SENT, scene.message1().status());
    }

    @Test
    void aReportAboutAMessageThatWasNeverSentChangesNothing() {
        scene.accepted(1, 1).bounced(1, "a", Reason.SPAM).accepted(1, 2).bounced(2, "forged", Reason.UNKNOWN_USER);

        assertEquals(MessageStatus.NOT_SENT, scene.messageOf(2).status());
        assertEquals(Reason.SPAM, scene.suppressedFor(1));
    }

    @Test
    void aReportAboutAnUnknownMessageMakesNoEvent() {
        scene.bounced(7, "a", Reason.UNKNOWN_USER);

        assertEquals(AddressState.EMPTY, scene.state);
        assertTrue(scene.events.isEmpty());
    }
}
