package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.suppression.GlobalBounce;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.engine.suppression.SuspectedFalse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every list of suppressions promises. */
abstract class SuppressionsContract extends PortContract {

    private EmailId bounced(AccountId account, Map<String, Reason> reasons) {
        reasons.keySet().forEach(address -> world.contact(account, address, "", ""));
        EmailId email = world.sentToEverybody(account);
        reasons.forEach((address, reason) -> world.bounce(
                address, world.recipient(account, email, address).message(), reason, World.NOON, "550 no"));
        return email;
    }

    private List<String> page(AccountId account, String search, Optional<Reason> reason) {
        return ports.suppressions().page(account, search, reason, Optional.empty(), 100).stream()
                .map(one -> one.address().value())
                .toList();
    }

    @Test
    void hardBouncesAreListedByAddressAndCountedByReason() {
        AccountId account = world.account();
        bounced(
                account,
                Map.of(
                        "c@example.org", Reason.SPAM,
                        "a@example.org", Reason.UNKNOWN_USER,
                        "b@example.net", Reason.UNKNOWN_USER,
                        "d@example.org", Reason.FILTERED));

        assertEquals(List.of("a@example.org", "b@example.net", "c@example.org"), page(account, "", Optional.empty()));
        assertEquals(List.of("a@example.org", "b@example.net"), page(account, "", Optional.of(Reason.UNKNOWN_USER)));
        assertEquals(List.of("a@example.org", "c@example.org"), page(account, ".ORG", Optional.empty()));
        assertEquals(List.of(), page(account, "%", Optional.empty()));
        assertEquals(
                Map.of(Reason.SPAM, 1L, Reason.UNKNOWN_USER, 2L),
                ports.suppressions().counts(account));
        assertEquals(List.of(), page(world.account(), "", Optional.empty()));
    }

    @Test
    void pagesFollowEachOther() {
        AccountId account = world.account();
        bounced(account, Map.of("a@example.org", Reason.SPAM, "b@example.org", Reason.SPAM));

        SuppressedAddress first = ports.suppressions()
                .page(account, "", Optional.of(Reason.SPAM), Optional.empty(), 1)
                .getFirst();
        List<SuppressedAddress> second =
                ports.suppressions().page(account, "", Optional.of(Reason.SPAM), Optional.of(first.address()), 1);

        assertEquals("a@example.org", first.address().value());
        assertEquals("b@example.org", second.getFirst().address().value());
    }

    @Test
    void aSuppressionLeadsToItsContactAndEmail() {
        AccountId account = world.account();
        EmailId email = bounced(account, Map.of("ann@example.org", Reason.SPAM));
        var recipient = world.recipient(account, email, "ann@example.org");

        assertEquals(
                Optional.of(new SuppressedAddress(
                        World.key("ann@example.org"),
                        new Suppression(Reason.SPAM, World.NOON, recipient.message()),
                        false,
                        recipient.contact(),
                        Optional.of(email),
                        "Newsletter")),
                ports.suppressions().find(account, World.key("ann@example.org")));
        assertEquals(Optional.empty(), ports.suppressions().find(world.account(), World.key("ann@example.org")));
    }

    @Test
    void anUnbounceTakesItOffTheList() {
        AccountId account = world.account();
        bounced(account, Map.of("ann@example.org", Reason.SPAM));

        world.record("ann@example.org", new Observation.Unbounce(account, World.NOON, "ann", "allowlisted"));

        assertEquals(List.of(), page(account, "", Optional.empty()));
        assertEquals(Map.of(), ports.suppressions().counts(account));
    }

    @Test
    void globalBouncesAreListedUntilTheyAreLifted() {
        for (int i = 1; i <= 3; i++) {
            world.accept("gone@example.org", world.account(), i);
        }
        for (int i = 1; i <= 3; i++) {
            world.bounce("gone@example.org", new MessageId(i), Reason.MAILBOX_FULL, World.NOON, "552 full");
        }

        List<GlobalBounce> listed = ports.suppressions().global(Optional.empty(), 10);
        Optional<GlobalBounce> found = ports.suppressions().findGlobal(World.key("gone@example.org"));
        long count = ports.suppressions().globalCount();
        world.record("gone@example.org", new Observation.LiftGlobal(World.NOON, "op", "they exist"));

        assertEquals(1, listed.size());
        assertEquals(World.NOON, listed.getFirst().since());
        assertEquals(3, listed.getFirst().accounts());
        assertEquals(32, listed.getFirst().hash().length());
        assertEquals(Optional.of(listed.getFirst()), found);
        assertEquals(Optional.empty(), ports.suppressions().findGlobal(World.key("other@example.org")));
        assertEquals(1, count);
        assertEquals(List.of(), ports.suppressions().global(Optional.empty(), 10));
        assertEquals(0, ports.suppressions().globalCount());
    }

    private List<SuspectedFalse> suspected(AccountId account) {
        return ports.suppressions().suspected(account, Optional.empty(), 100);
    }

    /** An email of an account to one address, which takes it. */
    private void delivered(AccountId account, String address, Instant at) {
        world.contact(account, address, "", "");
        EmailId email = world.sentToEverybody(account);
        world.deliver(address, world.recipient(account, email, address).message(), at);
    }

    @Test
    void anAddressThatTookMailShortlyBeforeIsSuspected() {
        AccountId account = world.account();
        delivered(account, "a@example.org", World.NOON.minus(Duration.ofDays(30)));
        bounced(account, Map.of("a@example.org", Reason.UNKNOWN_USER, "b@example.org", Reason.UNKNOWN_USER));

        SuspectedFalse found = suspected(account).getFirst();

        assertEquals("a@example.org", found.suppressed().address().value());
        assertEquals(SuspectedFalse.Sign.TOOK_MAIL, found.sign());
        assertEquals(World.NOON.minus(Duration.ofDays(30)), found.seen());
        assertEquals(1, suspected(account).size());
    }

    @Test
    void whatWasTakenLongAgoSaysNothing() {
        AccountId account = world.account();
        delivered(account, "a@example.org", World.NOON.minus(Duration.ofDays(91)));
        bounced(account, Map.of("a@example.org", Reason.UNKNOWN_USER));

        assertEquals(List.of(), suspected(account));
    }

    @Test
    void anAddressThatOthersReachIsSuspectedAndTheirMailIsNotShown() {
        AccountId account = world.account();
        AccountId other = world.account();
        bounced(account, Map.of("a@example.org", Reason.UNKNOWN_USER));
        delivered(other, "a@example.org", World.NOON.plus(Duration.ofDays(3)));

        SuspectedFalse found = suspected(account).getFirst();

        assertEquals(SuspectedFalse.Sign.TOOK_MAIL_OF_OTHERS, found.sign());
        assertEquals(Optional.of("Newsletter"), Optional.of(found.suppressed().emailName()));
        assertEquals(List.of(), suspected(other));
    }

    @Test
    void whoUnsubscribedHasReadTheMail() {
        AccountId account = world.account();
        bounced(account, Map.of("a@example.org", Reason.POLICY));
        ContactId contact = ports.contacts()
                .findByAddress(account, World.key("a@example.org"))
                .orElseThrow()
                .contact()
                .id();
        ports.contacts().setUnsubscribed(account, contact, Optional.of(World.NOON.plus(Duration.ofDays(1))));

        assertEquals(
                SuspectedFalse.Sign.UNSUBSCRIBED, suspected(account).getFirst().sign());
    }
}
