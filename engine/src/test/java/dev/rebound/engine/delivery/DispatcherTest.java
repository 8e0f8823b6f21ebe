package dev.rebound.engine.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.ledger.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatcherTest extends DispatchBench {

    @Test
    void aMessageTheServerTakesIsDelivered() {
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
    }

    @Test
    void a550SuppressesTheAddress() {
        answers.add(reply(550, SmtpCommand.RCPT));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.BOUNCED);
        assertEquals(
                Reason.UNKNOWN_USER,
                ledger.message(message).verdict().orElseThrow().reason());
    }

    @Test
    void a451IsTriedAgainAfterFiveMinutes() {
        answers.add(reply(451, SmtpCommand.RCPT));
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();
        awaitStatus(message, MessageStatus.PENDING);
        assertEquals(
                Optional.of(clock.instant().plus(Duration.ofMinutes(5))),
                ledger.message(message).nextAttempt());

        clock.turn(Duration.ofMinutes(5));

        awaitStatus(message, MessageStatus.DELIVERED);
        assertEquals(2, ledger.message(message).attempts());
    }

    @Test
    void aServerBusyForEverMakesASoftBounceAfter72Hours() {
        for (int i = 0; i < 30; i++) {
            answers.add(reply(451, SmtpCommand.RCPT));
        }
        MessageId message = accept("ann@shop.example");
        dispatcher.start();
        awaitStatus(message, MessageStatus.PENDING);
        while (ledger.message(message).status() == MessageStatus.PENDING) {
            int attempts = ledger.message(message).attempts();
            clock.turn(Duration.between(
                    clock.instant(), ledger.message(message).nextAttempt().orElseThrow()));
            ledger.await(
                    "next step",
                    () -> ledger.message(message).attempts() > attempts
                            || ledger.message(message).status() == MessageStatus.BOUNCED);
        }

        assertEquals(
                BounceType.SOFT, ledger.message(message).verdict().orElseThrow().type());
        assertEquals(18, sent.size());
    }

    @Test
    void anEmailThatAsksForAnHourIsTriedForAnHourAndOnceMoreRightBeforeItsEnd() {
        ledger.tryFor(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            answers.add(reply(451, SmtpCommand.RCPT));
        }
        Instant start = clock.instant();
        MessageId message = accept("ann@shop.example");
        dispatcher.start();
        awaitStatus(message, MessageStatus.PENDING);
        List<Duration> waits = new ArrayList<>();
        while (ledger.message(message).status() == MessageStatus.PENDING) {
            int attempts = ledger.message(message).attempts();
            Instant next = ledger.message(message).nextAttempt().orElseThrow();
            waits.add(Duration.between(start, next));
            clock.turn(Duration.between(clock.instant(), next));
            ledger.await(
                    "next step",
                    () -> ledger.message(message).attempts() > attempts
                            || ledger.message(message).status() == MessageStatus.BOUNCED);
        }

        assertEquals(
                BounceType.SOFT, ledger.message(message).verdict().orElseThrow().type());
        assertEquals(Duration.ofMinutes(58), waits.get(waits.size() - 2));
        assertEquals(Duration.ofHours(1), waits.getLast());
    }

    @Test
    void theEvidenceOfEveryReplySaysHowTheDialogueWasProtected() {
        answers.add(reply(451, SmtpCommand.RCPT));
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();
        awaitStatus(message, MessageStatus.PENDING);
        clock.turn(Duration.ofMinutes(5));
        awaitStatus(message, MessageStatus.DELIVERED);

        assertEquals(
                List.of(Optional.of(TLS), Optional.of(TLS)),
                ledger.evidence().stream().map(Evidence::tls).toList());
    }

    @Test
    void aDomainThatDoesNotExistIsAnUnknownUser() {
        answers.add(failed(NetworkFailure.NO_SUCH_DOMAIN, false));
        MessageId message = accept("ann@nowhere.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.BOUNCED);
    }

    @Test
    void aRefusedConnectionIsTriedAgain() {
        answers.add(failed(NetworkFailure.CONNECTION_REFUSED, false));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.PENDING);
        assertEquals(
                Reason.TEMPORARY,
                ledger.message(message).verdict().orElseThrow().reason());
    }

    @Test
    void aConnectionLostAfterTheEndOfDataIsMarked() {
        answers.add(failed(NetworkFailure.CONNECTION_LOST, true));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.PENDING);
        assertEquals(1, eventsOf(LedgerEvent.Interrupted.class));
    }

    @Test
    void whatBreaksOnOurSideCountsAsDeferred() {
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.PENDING);
        assertEquals(
                Fault.SENDER_SYSTEM,
                ledger.message(message).verdict().orElseThrow().fault());
    }

    @Test
    void whatOurOwnWarmUpWithholdsWaitsWithoutEvidence() {
        Instant tomorrow = clock.instant().plus(Duration.ofHours(15));
        answers.add(new AttemptOutcome.Withheld(tomorrow));
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();
        ledger.await("the first attempt", () -> sent.size() == 1);
        ledger.await("the end of the claim", () -> dispatcher.attemptsUnderWay() == 0);
        assertEquals(Optional.of(tomorrow), dispatcher.steering().withheldUntil(new EmailId(1), "shop.example"));
        assertEquals(MessageStatus.QUEUED, ledger.message(message).status());
        assertEquals(0, ledger.message(message).attempts());
        assertTrue(ledger.evidence().isEmpty());

        clock.turn(Duration.ofHours(15));

        awaitStatus(message, MessageStatus.DELIVERED);
        assertEquals(2, sent.size());
    }

    @Test
    void aContactWhoUnsubscribedMeanwhileIsLeftOut() {
        ledger.unsubscribeAll();
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.NOT_SENT);
        assertEquals(
                Optional.of(NotSentReason.UNSUBSCRIBED), ledger.message(message).notSent());
        assertTrue(sent.isEmpty());
    }

    @Test
    void anAddressThatBouncedMeanwhileIsLeftOut() {
        answers.add(reply(451, SmtpCommand.RCPT));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();
        awaitStatus(message, MessageStatus.PENDING);
        ledger.record(
                        EmailAddress.parse("ann@shop.example").orElseThrow().key(),
                        hardBounceOfAnother(),
                        Optional.empty())
                .join();
        clock.turn(Duration.ofMinutes(5));

        awaitStatus(message, MessageStatus.NOT_SENT);
        assertEquals(1, sent.size());
    }

    private Observation hardBounceOfAnother() {
        MessageId other = new MessageId(2);
        ledger.record(
                        EmailAddress.parse("ann@shop.example").orElseThrow().key(),
                        new Observation.Accepted(new AccountId(1), other, clock.instant()),
                        Optional.empty())
                .join();
        return new Observation.PermanentFailure(
                other, clock.instant(), EvidenceId.of("ndr"), judge(Diagnostic.ofText("")));
    }

    @Test
    void aMessageWhoseEmailIsGoneIsLeftOut() {
        content = Optional::empty;
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.NOT_SENT);
    }

    @Test
    void aDeliveryFoundInTheJournalIsRecordedAndNotSentAgain() {
        MessageId message = accept("ann@shop.example");
        journal.taken(message, clock.instant(), SmtpReply.of(250, "ok"), "mx.shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
        assertTrue(sent.isEmpty());
        assertTrue(journal.leftovers().isEmpty());
    }

    @Test
    void anAttemptCutOffBeforeItsReplyIsMarkedAndMadeAgain() {
        MessageId message = accept("ann@shop.example");
        journal.handingOver(message, clock.instant());
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
        assertEquals(1, eventsOf(LedgerEvent.Interrupted.class));
    }

    @Test
    void everyMessageHasItsOwnReturnPath() {
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId first = ledger.accept(1, 1, "ann@shop.example", clock.instant());
        MessageId second = ledger.accept(1, 2, "bob@shop.example", clock.instant());
        dispatcher.start();
        awaitStatus(first, MessageStatus.DELIVERED);
        awaitStatus(second, MessageStatus.DELIVERED);

        assertEquals(2, sent.stream().map(e -> e.returnPath().text()).distinct().count());
    }
}
