package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.inbox.FolderPosition;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.Inbox.Condition;
import dev.rebound.engine.inbox.Inbox.Figures;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.NewInbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of inboxes does. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class InboxesContract extends PortContract {

    private static final byte[] SEALED = {1, 2, 3};
    private static final MailServers SERVERS = new MailServers(
            new MailEndpoint("imap.x.example", 993, Protection.TLS),
            new MailEndpoint("smtp.x.example", 587, Protection.STARTTLS));

    private AccountId account;
    private AccountId other;

    @BeforeEach
    void twoAccounts() {
        account = world.account();
        other = world.account();
    }

    private Inbox connected(String address) {
        return ports.inboxes()
                .connect(new NewInbox(account, "sam", World.address(address), "Sam", SERVERS), SEALED, World.NOON);
    }

    private Inbox again(Inbox inbox) {
        return ports.inboxes().find(inbox.id()).orElseThrow();
    }

    @Test
    void whatIsConnectedIsKeptAsGivenAndSeenByItsAccountOnly() {
        Inbox inbox = connected("Sam@x.example");

        assertEquals(SERVERS, inbox.servers());
        assertEquals("Sam@x.example", inbox.address().text());
        assertEquals(InboxState.CONNECTED, inbox.condition().state());
        assertEquals(Figures.NONE, inbox.figures());
        assertEquals(Optional.of(inbox), ports.inboxes().find(account, inbox.id()));
        assertEquals(Optional.of(inbox), ports.inboxes().findByAddress(account, World.key("sam@x.example")));
        assertEquals(List.of(inbox), ports.inboxes().page(account, Optional.empty(), 10));
        assertEquals(List.of(), ports.inboxes().page(account, Optional.of(inbox.id()), 10));
        assertEquals(Optional.empty(), ports.inboxes().find(other, inbox.id()));
        assertEquals(List.of(), ports.inboxes().page(other, Optional.empty(), 10));
        assertArrayEquals(SEALED, ports.inboxes().sealed(inbox.id()).orElseThrow());
        assertEquals(List.of(inbox.id()), ports.inboxes().watched());
    }

    @Test
    void theSameAddressAgainIsTheSameInboxWithAnotherSecret() {
        Inbox inbox = connected("sam@x.example");
        ports.inboxes().advance(inbox.id(), new FolderPosition("INBOX", 7, 12, 0), new Figures(5, 1, 2, 1), World.NOON);
        ports.inboxes().disconnect(account, inbox.id(), World.NOON);

        Inbox back = ports.inboxes()
                .connect(
                        new NewInbox(account, "kim", World.address("sam@x.example"), "", SERVERS),
                        new byte[] {9},
                        World.NOON);

        assertEquals(inbox.id(), back.id());
        assertEquals("kim", back.owner());
        assertEquals(new Figures(5, 1, 2, 1), back.figures());
        assertArrayEquals(new byte[] {9}, ports.inboxes().sealed(inbox.id()).orElseThrow());
    }

    @Test
    void theSecretOfADisconnectedOneIsGone() {
        Inbox inbox = connected("sam@x.example");
        ports.inboxes().advance(inbox.id(), new FolderPosition("INBOX", 7, 12, 0), Figures.NONE, World.NOON);

        assertFalse(ports.inboxes().disconnect(other, inbox.id(), World.NOON));
        assertTrue(ports.inboxes().disconnect(account, inbox.id(), World.NOON));
        assertFalse(ports.inboxes().disconnect(account, inbox.id(), World.NOON));
        ports.inboxes().keepSealed(inbox.id(), SEALED);
        ports.inboxes()
                .note(inbox.id(), new Condition(InboxState.CONNECTED, World.NOON, Optional.empty(), Optional.empty()));

        assertEquals(Optional.empty(), ports.inboxes().sealed(inbox.id()));
        assertEquals(InboxState.DISCONNECTED, again(inbox).condition().state());
        assertEquals(List.of(), ports.inboxes().positions(inbox.id()));
        assertEquals(List.of(), ports.inboxes().watched());
        assertEquals(0, ports.inboxes().count(account));
    }

    @Test
    void aPositionAndWhatWasSeenMoveOnTogether() {
        Inbox inbox = connected("sam@x.example");
        ports.inboxes()
                .advance(inbox.id(), new FolderPosition("INBOX", 7, 12, 40), new Figures(5, 1, 2, 1), World.NOON);
        ports.inboxes().advance(inbox.id(), new FolderPosition("Junk", 1, 2, 0), new Figures(1, 0, 0, 0), World.NOON);
        ports.inboxes()
                .advance(
                        inbox.id(),
                        new FolderPosition("INBOX", 7, 15, 44),
                        new Figures(3, 0, 0, 0),
                        World.NOON.plusSeconds(5));

        assertEquals(
                List.of(new FolderPosition("INBOX", 7, 15, 44), new FolderPosition("Junk", 1, 2, 0)),
                ports.inboxes().positions(inbox.id()));
        assertEquals(new Figures(9, 1, 2, 1), again(inbox).figures());
        assertEquals(6, again(inbox).figures().ignored());
        assertEquals(
                Optional.of(World.NOON.plusSeconds(5)), again(inbox).condition().seenAt());
    }

    @Test
    void oneThatNeedsItsOwnerIsNotWatched() {
        Inbox inbox = connected("sam@x.example");
        MailTrouble trouble = new MailTrouble(MailTrouble.Kind.WRONG_PASSWORD, MailTrouble.Side.IMAP, "no such user");
        Condition condition =
                new Condition(InboxState.SIGN_IN_NEEDED, World.NOON, Optional.of(trouble), Optional.of(World.NOON));

        ports.inboxes().note(inbox.id(), condition);

        assertEquals(condition, again(inbox).condition());
        assertEquals(List.of(), ports.inboxes().watched());
        assertEquals(1, ports.inboxes().count(account));
    }

    @Test
    void whatWasSeenIsAddedUpOverAllAccounts() {
        Inbox inbox = connected("sam@x.example");
        Inbox gone = connected("kim@x.example");
        ports.inboxes().advance(inbox.id(), new FolderPosition("INBOX", 7, 12, 0), new Figures(5, 1, 2, 1), World.NOON);
        ports.inboxes().advance(gone.id(), new FolderPosition("INBOX", 7, 12, 0), new Figures(4, 1, 0, 0), World.NOON);
        ports.inboxes().disconnect(account, gone.id(), World.NOON);

        Inboxes.Totals totals = ports.inboxes().totals();

        assertEquals(Map.of(InboxState.CONNECTED, 1L, InboxState.DISCONNECTED, 1L), totals.states());
        assertEquals(new Figures(9, 2, 2, 1), totals.figures());
        assertEquals(Optional.of(World.NOON), totals.seenAt());
    }
}
