package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.sharing.Happened;
import dev.rebound.engine.sharing.Known;
import dev.rebound.engine.sharing.LedgerTail;
import dev.rebound.engine.sharing.WaitingLifts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises whoever tells its ledger. */
abstract class LedgerTailContract extends PortContract {

    private EmailId bounced(AccountId account, String address) {
        world.contact(account, address, "", "");
        EmailId email = world.sentToEverybody(account);
        MessageId message = world.recipient(account, email, address).message();
        world.bounce(address, message, Reason.UNKNOWN_USER, World.NOON, "550 5.1.1 no such user");
        return email;
    }

    @Test
    void everyEventOfAllAccountsComesInOrderWithItsEmailAndItsWords() {
        EmailId first = bounced(world.account(), "a@example.org");
        EmailId second = bounced(world.account(), "b@example.org");
        List<LedgerEvent> ledger = new ArrayList<>();
        ports.ledger().replay(ledger::add);

        LedgerTail tail = ports.ledgerTail();
        List<Happened> all = new ArrayList<>();
        long position = 0;
        while (position < tail.last()) {
            LedgerTail.Stretch next = tail.after(position, 1);
            all.addAll(next.events());
            position = next.end();
        }

        assertEquals(ledger, all.stream().map(Happened::event).toList());
        List<Happened> bounces = all.stream()
                .filter(each -> each.event() instanceof LedgerEvent.Bounced)
                .toList();
        assertEquals(
                List.of(Optional.of(first), Optional.of(second)),
                bounces.stream().map(Happened::email).toList());
        assertEquals(
                "550 5.1.1 no such user",
                bounces.getFirst().evidence().orElseThrow().diagnostic().text());
    }

    @Test
    void howFarItWasToldIsKept() {
        assertEquals(0, ports.ledgerTail().told());
        bounced(world.account(), "a@example.org");
        LedgerTail tail = ports.ledgerTail();
        assertTrue(tail.last() > 1);

        tail.told(1);
        tail.told(tail.last());
        tail.told(1);

        assertEquals(tail.last(), ports.ledgerTail().told());
        assertEquals(new LedgerTail.Stretch(List.of(), tail.last()), tail.after(tail.last(), 10));
    }

    @Test
    void aLiftWaitsForItsAccountAndAddressUntilItIsForgotten() {
        WaitingLifts lifts = ports.waitingLifts();
        AddressKey address = new AddressKey("a@example.org");
        AccountId one = new AccountId(1);
        AccountId two = new AccountId(2);
        assertFalse(lifts.any());

        lifts.keep(new Known.Freed(address, two, World.NOON));
        lifts.keep(new Known.Freed(address, one, World.NOON));
        lifts.keep(new Known.Freed(address, one, World.NOON.plusSeconds(1)));
        lifts.keep(new Known.Freed(new AddressKey("b@example.org"), one, World.NOON));

        assertEquals(
                List.of(
                        new Known.Freed(address, one, World.NOON.plusSeconds(1)),
                        new Known.Freed(address, two, World.NOON)),
                lifts.of(address));
        lifts.forget(address, one);
        lifts.forget(address, one);
        assertEquals(
                List.of(new Known.Freed(address, two, World.NOON)),
                ports.waitingLifts().of(address));
        assertTrue(lifts.any());
    }
}
