package dev.rebound.engine.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.bounce.Fault;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.engine.ledger.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A store or a journal that fails for a while: nothing is lost, nothing is sent twice, and nobody has to help. */
class StoreTroubleTest extends DispatchBench {

    @Test
    void anOutcomeWaitsForTheStoreAndIsNotSentAgain() {
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId message = accept("ann@shop.example");
        ledger.failNext(2);
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
        assertEquals(1, sent.size());
    }

    @Test
    void aMessageIsNotSentAgainThoughTheJournalCannotSayThatItWasTaken() {
        journal.fail(FailingJournal.Entry.TAKEN);
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
        assertEquals(1, sent.size());
    }

    @Test
    void aMessageIsNotSentAgainThoughTheJournalCannotSayThatItIsSettled() {
        journal.fail(FailingJournal.Entry.SETTLED);
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
        assertEquals(1, sent.size());
    }

    @Test
    void noMessageIsHandedOverWithoutItsEntryInTheJournal() {
        journal.fail(FailingJournal.Entry.HANDING_OVER);
        MessageId message = accept("ann@shop.example");
        dispatcher.start();
        awaitStatus(message, MessageStatus.PENDING);
        assertEquals(0, sent.size());

        journal.fail(FailingJournal.Entry.NONE);
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        clock.turn(Duration.ofMinutes(10));

        awaitStatus(message, MessageStatus.DELIVERED);
    }

    @Test
    void aClaimMadeThoughItWasAnsweredWithAFailureIsFoundAgain() {
        ledger.loseNextClaims(1);
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
        assertEquals(1, sent.size());
    }

    @Test
    void aMessageThatCouldNotBeLookedUpIsTriedOnceTheStoreAnswers() {
        ledger.failNextLookUps(1);
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
    }

    @Test
    void aMessageThatCouldNotBeGivenBackEitherIsTriedOnceTheStoreAnswers() {
        ledger.failNextLookUps(1);
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId message = accept("ann@shop.example");
        ledger.failNext(1);
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
        assertEquals(1, sent.size());
    }

    @Test
    void aMessageThatCannotBeComposedIsDeferredAndHoldsUpNobody() {
        content = () -> {
            throw new IllegalArgumentException("an address that is none");
        };
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.PENDING);
        assertEquals(
                Fault.SENDER_SYSTEM,
                ledger.message(message).verdict().orElseThrow().fault());
    }

    @Test
    void aMessageWhoseContentCouldNotBeReadIsTriedOnceTheStoreAnswers() {
        AtomicInteger reads = new AtomicInteger();
        content = () -> {
            if (reads.getAndIncrement() == 0) {
                throw new StoreUnavailableException("read", new IllegalStateException("told to fail"));
            }
            return Optional.of(CONTENT);
        };
        answers.add(reply(250, SmtpCommand.END_OF_DATA));
        MessageId message = accept("ann@shop.example");
        dispatcher.start();

        awaitStatus(message, MessageStatus.DELIVERED);
        assertEquals(1, ledger.message(message).attempts());
    }
}
