package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import dev.rebound.engine.email.EligibilityPreview;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.policy.PolicyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of policies promises. */
abstract class PoliciesContract extends PortContract {

    private static final Instant LATER = World.NOON.plus(Duration.ofDays(1));

    /** As a store that is opened again sees it. */
    private void reopen() {
        ports.close();
        ports = open(folder);
        world = new World(ports);
    }

    private AccountId bounced(Reason reason, int addresses) {
        AccountId account = world.account();
        for (int i = 0; i < addresses; i++) {
            world.contact(account, "c" + i + "@example.org", "", "");
        }
        EmailId email = world.sentToEverybody(account);
        for (int i = 0; i < addresses; i++) {
            String address = "c" + i + "@example.org";
            world.bounce(address, world.recipient(account, email, address).message(), reason, World.NOON, "550 no");
        }
        return account;
    }

    private void choose(AccountId account, Policy policy) {
        ports.policies().choose(account, policy, "ann", LATER, Optional.empty());
    }

    @Test
    void anAccountGoesByTheStandardPolicyUntilItChoosesOne() {
        AccountId account = world.account();

        assertEquals(Policy.standard(), ports.policies().current(account));
        assertEquals(List.of(), ports.policies().versions(account, 10));
        assertEquals(0, ports.policies().applyNext(account, 10, LATER));
    }

    @Test
    void versionsAreKeptAndOutliveAnEnd() {
        AccountId account = world.account();
        Policy deaf = new Policy(Policy.standard().consequences(), false);
        choose(account, Policy.protective());
        choose(account, deaf);

        reopen();

        assertEquals(deaf, ports.policies().current(account));
        assertEquals(
                List.of(
                        new PolicyVersion(2, deaf, LATER, "ann", Optional.empty(), false),
                        new PolicyVersion(1, Policy.protective(), LATER, "ann", Optional.empty(), true)),
                ports.policies().versions(account, 10));
        assertEquals(Policy.standard(), ports.policies().current(world.account()));
    }

    @Test
    void historyIsGoneThroughInPortionsAndGoesOnAfterAnEnd() {
        AccountId account = bounced(Reason.POLICY, 5);
        choose(account, Policy.protective());

        assertEquals(2, ports.policies().applyNext(account, 2, LATER));
        assertEquals(List.of(account), ports.policies().unfinished());
        reopen();
        assertEquals(Map.of(Reason.POLICY, 3L), ports.suppressions().counts(account));
        assertEquals(2, ports.policies().applyNext(account, 2, LATER));
        assertEquals(1, ports.policies().applyNext(account, 2, LATER));

        assertEquals(List.of(), ports.policies().unfinished());
        assertEquals(0, ports.policies().applyNext(account, 2, LATER));
        assertEquals(Map.of(), ports.suppressions().counts(account));
        assertTrue(ports.policies().versions(account, 1).getFirst().applied());
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void theHistoryOfAnotherAccountIsLeftAlone() {
        AccountId account = bounced(Reason.POLICY, 1);
        AccountId other = bounced(Reason.POLICY, 1);
        choose(account, Policy.protective());
        ports.policies().applyNext(account, 10, LATER);

        assertEquals(Map.of(Reason.POLICY, 1L), ports.suppressions().counts(other));
    }

    @Test
    void whatHasBouncedIsShownWithItsWholeState() {
        AccountId account = bounced(Reason.SPAM, 300);
        List<AddressKey> seen = new ArrayList<>();

        ports.policies().forEachBounced(account, (address, state) -> {
            assertTrue(state.suppression(account).isPresent());
            assertFalse(state.messages().isEmpty());
            seen.add(address);
        });

        assertEquals(300, seen.size());
        assertEquals(seen.stream().sorted().toList(), seen);
    }

    @Test
    void aSuppressionIsProbedAndEndsInTime() {
        AccountId account = world.account();
        choose(account, Policy.protective());
        world.contact(account, "ann@example.org", "", "");
        for (int i = 0; i < 3; i++) {
            EmailId email = world.sentToEverybody(account);
            world.bounce(
                    "ann@example.org",
                    world.recipient(account, email, "ann@example.org").message(),
                    Reason.MAILBOX_FULL,
                    World.NOON,
                    "552 full");
        }
        Selection everybody = new Selection.Everybody();

        EligibilityPreview now = ports.emails().preview(account, everybody, LATER);
        EligibilityPreview whenProbed =
                ports.emails().preview(account, everybody, World.NOON.plus(Duration.ofDays(30)));

        assertEquals(Map.of(NotSentReason.PREVIOUSLY_BOUNCED, 1L), now.leftOut());
        assertEquals(Map.of(), whenProbed.leftOut());
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void aProbeThatIsDeliveredEndsTheSuppression() {
        AccountId account = world.account();
        choose(account, Policy.protective());
        for (int i = 1; i <= 3; i++) {
            world.accept("ann@example.org", account, i);
            world.bounce("ann@example.org", new MessageId(i), Reason.MAILBOX_FULL, World.NOON, "552 full");
        }
        Instant probed = World.NOON.plus(Duration.ofDays(30));
        world.record("ann@example.org", new Observation.Accepted(account, new MessageId(4), probed));
        List<LedgerEvent> second =
                world.record("ann@example.org", new Observation.Accepted(account, new MessageId(5), probed));
        List<LedgerEvent> delivered = world.deliver("ann@example.org", new MessageId(4), probed.plusSeconds(1));

        assertInstanceOf(LedgerEvent.NotSent.class, second.getFirst());
        assertInstanceOf(LedgerEvent.Recovered.class, delivered.getLast());
        assertEquals(Map.of(), ports.suppressions().counts(account));
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void theEndOfASuppressionIsATimer() {
        AccountId account = world.account();
        Map<Reason, Consequence> table = new EnumMap<>(Policy.standard().consequences());
        table.put(
                Reason.SPAM,
                new Consequence(new Trigger.AtOnce(), Optional.of(Duration.ofDays(90)), Optional.empty(), false));
        choose(account, new Policy(table, true));
        world.accept("ann@example.org", account, 1);
        world.bounce("ann@example.org", new MessageId(1), Reason.SPAM, World.NOON, "554 spam");
        Instant end = World.NOON.plus(Duration.ofDays(90));

        assertEquals(Optional.of(end), ports.ledger().nextDeadline());
        assertEquals(0, ports.ledger().expireOverdue(end.minusSeconds(1), 10).join());
        assertEquals(1, ports.ledger().expireOverdue(end.plusSeconds(5), 10).join());
        assertEquals(Map.of(), ports.suppressions().counts(account));
        assertEquals(Optional.empty(), ports.ledger().nextDeadline());
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void whereTheGlobalListIsNotHeededNobodyIsShownAsGloballyBounced() {
        for (int i = 0; i < 2; i++) {
            bounced(Reason.UNKNOWN_USER, 1);
        }
        AccountId account = bounced(Reason.UNKNOWN_USER, 1);
        EmailId email =
                ports.emails().page(account, Optional.empty(), 1).getFirst().id();
        assertTrue(world.recipient(account, email, "c0@example.org").globallyBounced());

        choose(account, new Policy(Policy.standard().consequences(), false));

        assertFalse(world.recipient(account, email, "c0@example.org").globallyBounced());
        assertFalse(ports.suppressions()
                .find(account, World.key("c0@example.org"))
                .orElseThrow()
                .globallyBounced());
        assertInstanceOf(
                LedgerEvent.Unbounced.class,
                world.record("c0@example.org", new Observation.Unbounce(account, LATER, "ann", "exists"))
                        .getLast());
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void anAccountThatDoesNotHeedTheGlobalListIsNotLeftOut() {
        for (int i = 1; i <= 3; i++) {
            world.accept("gone@example.org", world.account(), i);
        }
        for (int i = 1; i <= 3; i++) {
            world.bounce("gone@example.org", new MessageId(i), Reason.UNKNOWN_USER, World.NOON, "550 unknown");
        }
        AccountId account = world.account();
        world.contact(account, "gone@example.org", "", "");
        Selection everybody = new Selection.Everybody();
        EligibilityPreview heeding = ports.emails().preview(account, everybody, LATER);
        choose(account, new Policy(Policy.standard().consequences(), false));
        EligibilityPreview deaf = ports.emails().preview(account, everybody, LATER);

        assertEquals(Map.of(NotSentReason.GLOBALLY_BOUNCED, 1L), heeding.leftOut());
        assertEquals(Map.of(), deaf.leftOut());
        assertEquals(1, ports.policies().contactsBouncedGlobally(account));
        assertEquals(List.of(), world.record("gone@example.org", new Observation.TimePassed(LATER)));
    }
}
