package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.ContactAddresses.Unsettled;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises of contacts that are erased: nothing says who it was, and nothing else is lost. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class ContactErasingContract extends PortContract {

    private static final String ANN = "ann@example.org";

    private AccountId account;
    private ContactId ann;
    private EmailId email;
    private MessageId message;

    @BeforeEach
    void anEmailThatBounced() {
        account = world.account();
        ann = world.contact(account, ANN, "Ann", "Lee");
        world.contact(account, "bob@example.org", "Bob", "");
        email = world.sentToEverybody(account);
        message = world.recipient(account, email, ANN).message();
    }

    /** Whatever was erased: rebuilding every state from the ledger gives what the tables say. */
    @AfterEach
    void verify() {
        assertEquals(List.of(), ports.ledger().verify().differences());
    }

    private void bounce() {
        world.bounce(ANN, message, Reason.UNKNOWN_USER, World.NOON, "550 5.1.1 <ann@example.org> no such user");
    }

    private AddressKey erase() {
        return ports.contacts().erase(account, ann, World.NOON).getFirst();
    }

    private List<LedgerEvent> ledger() {
        List<LedgerEvent> events = new ArrayList<>();
        ports.ledger().replay(events::add);
        return events;
    }

    private Optional<NotSentReason> refusal(AccountId of) {
        long number = 1_000L + ledger().size();
        return world.accept(ANN, of, number).stream()
                .filter(LedgerEvent.NotSent.class::isInstance)
                .map(event -> ((LedgerEvent.NotSent) event).why())
                .findFirst();
    }

    @Test
    void nothingSaysWhoItWas() {
        bounce();

        AddressKey stands = erase();

        assertEquals(Optional.empty(), ports.contacts().find(account, ann));
        assertEquals(1, ports.contacts().count(account, ""));
        assertEquals(0, ports.contacts().count(account, "ann"));
        assertTrue(ledger().stream().noneMatch(event -> event.address().equals(World.key(ANN))));
        assertTrue(ledger().stream().anyMatch(event -> event.address().equals(stands)));
        RecipientRow row = world.recipients(account, email).stream()
                .filter(each -> each.message().equals(message))
                .findFirst()
                .orElseThrow();
        assertFalse(row.toString().contains("Ann"), row::toString);
        assertFalse(row.toString().contains("no such user"), row::toString);
        assertEquals("example.org", row.address().domain());
    }

    @Test
    void theFiguresOfTheEmailStayWhatTheyWere() {
        bounce();
        Object before = ports.emails().figures(account, email);

        erase();

        assertEquals(before, ports.emails().figures(account, email));
    }

    @Test
    void whatIsOnItsWayMustBeSettledFirst() {
        assertEquals(List.of(), ports.contacts().erase(account, ann, World.NOON));
        assertEquals(
                List.of(new Unsettled(World.key(ANN), message.value(), 0)),
                ports.contacts().unsettled(account, ann));
        assertEquals(1, ports.contacts().erasable(account, ann).waiting());
        world.record(ANN, new Observation.LeftOut(account, message, World.NOON, NotSentReason.UNSUBSCRIBED));

        assertEquals(1, ports.contacts().erase(account, ann, World.NOON).size());
    }

    @Test
    void theSuppressionHoldsForWhoeverBringsTheAddressInAgain() {
        bounce();
        erase();

        ContactId again = world.contact(account, ANN, "", "");

        Suppression held = ports.contacts()
                .find(account, again)
                .orElseThrow()
                .suppression()
                .orElseThrow();
        assertEquals(Reason.UNKNOWN_USER, held.reason());
        EmailId next = world.sentToEverybody(account);
        assertEquals(
                Optional.of(NotSentReason.PREVIOUSLY_BOUNCED),
                world.recipient(account, next, ANN).notSent());
    }

    @Test
    void itHoldsWithoutAContactTooAndOnlyInItsAccount() {
        bounce();
        erase();

        assertEquals(Optional.of(NotSentReason.PREVIOUSLY_BOUNCED), refusal(account));
        assertEquals(Optional.empty(), refusal(world.account()));
    }

    @Test
    void whatIsKeptCanBeLifted() {
        bounce();
        erase();

        world.record(ANN, new Observation.Unbounce(account, World.NOON.plusSeconds(9), "ann", "asked us to"));

        assertEquals(Optional.empty(), refusal(account));
    }

    @Test
    void whoWasUnsubscribedStaysUnsubscribed() {
        world.deliver(ANN, message, World.NOON);
        ports.contacts().setUnsubscribed(account, ann, Optional.of(World.NOON));
        erase();

        ContactId again = world.contact(account, ANN, "", "");

        assertEquals(
                Optional.of(World.NOON),
                ports.contacts().find(account, again).orElseThrow().contact().unsubscribedAt());
    }

    @Test
    void whoIsErasedTwiceIsErased() {
        bounce();
        erase();
        ann = world.contact(account, ANN, "", "");
        world.sentToEverybody(account);

        erase();

        assertTrue(ledger().stream().noneMatch(event -> event.address().equals(World.key(ANN))));
        assertEquals(Optional.of(NotSentReason.PREVIOUSLY_BOUNCED), refusal(account));
    }

    @Test
    void aLateAnswerAndALateReportAreForgotten() {
        world.deliver(ANN, message, World.NOON);
        AddressKey stands = erase();
        int before = ledger().size();

        bounce();
        world.record(ANN, new Observation.LeftOut(account, message, World.NOON, NotSentReason.UNSUBSCRIBED));
        ports.ledger()
                .record(
                        stands,
                        new Observation.PermanentFailure(
                                message, World.NOON, world.evidence("x").id(), World.verdict(Reason.UNKNOWN_USER)),
                        Optional.of(world.evidence("550 5.1.1 no")))
                .join();

        assertEquals(before, ledger().size());
    }

    @Test
    void otherAccountsKeepTheirsAndTheGlobalListItsHash() {
        bounce();
        for (int i = 1; i <= 2; i++) {
            AccountId other = world.account();
            world.accept(ANN, other, 500 + i);
            world.bounce(ANN, new MessageId(500 + i), Reason.UNKNOWN_USER, World.NOON.plusSeconds(i), "550 5.1.1 no");
        }
        assertTrue(ports.ledger().state(World.key(ANN)).globalSince().isPresent());

        erase();

        assertTrue(ports.ledger().state(World.key(ANN)).globalSince().isPresent());
        assertEquals(3, ports.ledger().state(World.key(ANN)).suppressions().size());
        assertEquals(List.of(), ports.ledger().verify().differences(), "counted together with what stands for it");
        world.record(ANN, new Observation.LiftGlobal(World.NOON.plusSeconds(60), "op", "wrong"));
    }

    @Test
    void anAddressThatBouncesGloballyAfterItWasErasedIsCountedWithIt() {
        bounce();
        erase();
        for (int i = 1; i <= 2; i++) {
            AccountId other = world.account();
            world.accept(ANN, other, 600 + i);
            world.bounce(ANN, new MessageId(600 + i), Reason.UNKNOWN_USER, World.NOON.plusSeconds(i), "550 5.1.1 no");
        }

        assertTrue(ports.ledger().state(World.key(ANN)).globalSince().isPresent());
    }

    @Test
    void whatAListSaidInItsOwnWordsGoes() {
        world.record(ANN, new Observation.LeftOut(account, message, World.NOON, NotSentReason.UNSUBSCRIBED));
        Observation.Import.Line line = new Observation.Import.Line(
                new BulkId(7), ListSource.POSTMARK, Reason.UNKNOWN_USER, Optional.empty(), "HardBounce of Ann Lee");
        world.record(ANN, new Observation.Import(account, World.NOON, line, "ann"));
        erase();

        assertTrue(ledger().stream().noneMatch(event -> event.toString().contains("Ann Lee")));
        assertEquals(Optional.of(NotSentReason.PREVIOUSLY_BOUNCED), refusal(account));
    }

    @Test
    void allAddressesOfAContactAreErased() {
        world.deliver(ANN, message, World.NOON);
        ports.contacts().addAddress(account, ann, World.address("ann@home.example"), World.NOON);

        assertEquals(2, ports.contacts().erase(account, ann, World.NOON).size());

        assertEquals(Optional.empty(), ports.contacts().findByAddress(account, World.key("ann@home.example")));
        assertEquals(1, ports.contacts().count(account, ""));
    }

    @Test
    void anotherAccountErasesNothing() {
        bounce();

        assertEquals(List.of(), ports.contacts().erase(world.account(), ann, World.NOON));
        assertTrue(ports.contacts().find(account, ann).isPresent());
    }
}
