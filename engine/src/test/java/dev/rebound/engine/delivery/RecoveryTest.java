package dev.rebound.engine.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has happened, or was due, while nothing ran. */
class RecoveryTest extends DispatchBench {

    private static final AddressKey ANN =
            EmailAddress.parse("ann@shop.example").orElseThrow().key();

    private MessageId deferredBeforeTheStart() {
        MessageId message = accept("ann@shop.example");
        Diagnostic busy = Diagnostic.of(SmtpReply.of(451, "busy"), SmtpCommand.RCPT, "mx.shop.example");
        Observation deferred = new Observation.TemporaryFailure(
                message,
                clock.instant(),
                EvidenceId.of("busy"),
                judge(busy).pending(),
                clock.instant().plus(Duration.ofMinutes(5)));
        ledger.record(ANN, deferred, Optional.empty()).join();
        return message;
    }

    @Test
    void whatWasDueMeanwhileIsTriedAtOnce() {
        MessageId message = deferredBeforeTheStart();
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        clock.turn(Duration.ofHours(30));
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
    }

    @Test
    void aMessageWhoseTimeRanOutMeanwhileIsNotTriedAgain() {
        MessageId message = deferredBeforeTheStart();
        clock.turn(Duration.ofHours(73));
        dispatcher.start();

        awaitStatus(message, MessageStatus.BOUNCED);
        assertEquals(
                BounceType.SOFT, ledger.message(message).verdict().orElseThrow().type());
        assertTrue(sent.isEmpty());
    }

    @Test
    void whatAServerHadTakenIsDeliveredThoughItsTimeRanOutMeanwhile() {
        MessageId message = deferredBeforeTheStart();
        journal.taken(message, clock.instant(), SmtpReply.of(250, "ok"), "mx.shop.example");
        clock.turn(Duration.ofHours(73));
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
        assertTrue(sent.isEmpty());
    }

    @Test
    void aMessageThatBouncedMeanwhileIsNotSentAgainForItsAttemptThatWasCutOff() {
        MessageId message = accept("ann@shop.example");
        journal.handingOver(message, clock.instant());
        ledger.record(
                        ANN,
                        new Observation.PermanentFailure(
                                message, clock.instant(), EvidenceId.of("report"), judge(Diagnostic.ofText("no"))),
                        Optional.empty())
                .join();
        dispatcher.start();

        ledger.await("the journal settled", () -> journal.leftovers().isEmpty());
        assertTrue(sent.isEmpty());
        assertEquals(0, eventsOf(LedgerEvent.Interrupted.class));
    }

    @Test
    void aMessageThatIsNotThereAnyMoreIsForgotten() {
        journal.handingOver(new MessageId(99), clock.instant());
        dispatcher.start();

        assertTrue(journal.leftovers().isEmpty());
    }
}
