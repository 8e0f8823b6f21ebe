package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.NewOneToOne;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.engine.inbox.OneToOneMessage.OneToOneState;
import dev.rebound.engine.inbox.OneToOneMessages.Period;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.suppression.SuspectedFalse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of one-to-one emails does. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class OneToOneMessagesContract extends PortContract {

    private static final String ANN = "ann@example.org";

    private AccountId account;
    private AccountId other;
    private InboxId inbox;

    @BeforeEach
    void anInbox() {
        account = world.account();
        other = world.account();
        inbox = world.inbox(account);
    }

    private NewOneToOne email(String subject) {
        return world.oneToOne(account, inbox, ANN, subject);
    }

    private OneToOneMessage found(OneToOneId id) {
        return ports.oneToOneMessages().find(account, id).orElseThrow();
    }

    @Test
    void whatABeginningOneSaysIsFoundByAllThatAReportMayName() {
        NewOneToOne email = email("Lunch?");
        OneToOneId id = ports.oneToOneMessages().begin(email, World.NOON);

        OneToOneMessage kept = new OneToOneMessage(id, email, World.NOON, OneToOneState.SENDING, Optional.empty(), "");
        Period day = new Period(World.NOON.minus(Duration.ofDays(1)), World.NOON);
        assertEquals(kept, found(id));
        assertEquals(Optional.of(kept), ports.oneToOneMessages().withToken(inbox, email.token()));
        assertEquals(Optional.of(kept), ports.oneToOneMessages().withHeaderId(inbox, email.headerId()));
        assertEquals(List.of(kept), ports.oneToOneMessages().toAddress(inbox, World.key(ANN), day, 5));
        assertEquals(List.of(kept), ports.oneToOneMessages().page(account, Optional.empty(), 5));
        assertEquals(Optional.empty(), ports.oneToOneMessages().find(other, id));
        assertEquals(List.of(), ports.oneToOneMessages().page(other, Optional.empty(), 5));
        assertEquals(
                Optional.empty(), ports.oneToOneMessages().withToken(new InboxId(inbox.value() + 1), email.token()));
    }

    @Test
    void oneThatWasTakenIsAMessageOnceAndForAllThatNoDeliveryTakesUp() {
        OneToOneId id = ports.oneToOneMessages().begin(email("Lunch?"), World.NOON);
        Evidence reply = world.evidence("250 queued");

        MessageId first = ports.oneToOneMessages().sent(id, reply).join();
        MessageId again =
                ports.oneToOneMessages().sent(id, world.evidence("250 again")).join();

        assertEquals(first, again);
        assertEquals(OneToOneState.SENT, found(id).state());
        assertEquals(Optional.of(first), found(id).message());
        assertEquals("250 queued", found(id).words());
        assertEquals(
                MessageStatus.RELAYED,
                ports.ledger()
                        .state(World.key(ANN))
                        .message(first)
                        .orElseThrow()
                        .status());
        assertEquals(List.of(), ports.queue().flows(new EmailId(0), "", 10));
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void anAnswerIsASignOfLifeOfAnAddressThatBounced() {
        MessageId message = ports.oneToOneMessages()
                .sent(ports.oneToOneMessages().begin(email("Lunch?"), World.NOON), world.evidence("250 ok"))
                .join();
        world.record(
                ANN,
                new Observation.PermanentFailure(
                        message,
                        World.NOON,
                        world.evidence("550 no such user").id(),
                        World.verdict(dev.rebound.core.bounce.Reason.UNKNOWN_USER)));
        assertEquals(List.of(), ports.suppressions().suspected(account, Optional.empty(), 10));

        List<LedgerEvent> noted = world.record(
                ANN,
                new Observation.SideNote(
                        message,
                        World.NOON.plusSeconds(60),
                        world.evidence("yes, gladly").id(),
                        NoteKind.ANSWER));

        assertEquals(1, noted.size());
        SuspectedFalse suspect =
                ports.suppressions().suspected(account, Optional.empty(), 10).getFirst();
        assertEquals(SuspectedFalse.Sign.ANSWERED, suspect.sign());
        assertEquals(World.NOON.plusSeconds(60), suspect.seen());
    }

    @Test
    void oneThatWasCutOffIsUnclear() {
        OneToOneId cut = ports.oneToOneMessages().begin(email("Lunch?"), World.NOON);
        OneToOneId refused = ports.oneToOneMessages().begin(email("Dinner?"), World.NOON);
        ports.oneToOneMessages().ended(refused, OneToOneState.REFUSED, "552 too big");

        assertEquals(0, ports.oneToOneMessages().endInterrupted(World.NOON));
        assertEquals(1, ports.oneToOneMessages().endInterrupted(World.NOON.plusSeconds(1)));

        assertEquals(OneToOneState.UNCLEAR, found(cut).state());
        assertEquals(OneToOneState.REFUSED, found(refused).state());
        assertEquals("552 too big", found(refused).words());
    }
}
