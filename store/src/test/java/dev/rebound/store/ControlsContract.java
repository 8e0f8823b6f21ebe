package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.control.ControlStore;
import dev.rebound.engine.control.ControlStore.Owned;
import dev.rebound.engine.control.ControlStore.Scope;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.delivery.MessageQueue.Standing;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Hold;
import dev.rebound.engine.email.Sample;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.email.Sending;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Want;
import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store promises about controls, and that the use case does with it what it says. */
abstract class ControlsContract extends PortContract {

    private static final Sample TEN = new Sample(10, Duration.ofMinutes(30), 0.05);

    private Instant now = World.NOON;

    private final class TestClock implements WorldClock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public void awaitUntil(Instant moment) {
            throw new AssertionError("nothing waits by this clock");
        }
    }

    private Controls controls() {
        WorldClock clock = new TestClock();
        Sending sending = new Sending(ports.emails(), ports.contacts(), ports.auditLog(), clock, email -> {});
        return new Controls(
                new Controls.Parts(ports.controls(), ports.emails(), sending, ports.auditLog(), clock),
                Controls.Delivery.NONE);
    }

    private ControlStore store() {
        return ports.controls();
    }

    private EmailId draft(AccountId account) {
        return ports.emails()
                .create(
                        account,
                        new EmailDraft(World.content("Spring"), new Selection.Everybody()),
                        Optional.empty(),
                        World.NOON);
    }

    private List<QueuedMessage> claim(AccountId account, EmailId email, int limit) {
        Want want = new Want(new Flow(account, email, "example.org"), limit);
        return ports.queue().claim(Set.of(want), now).getOrDefault(want, List.of());
    }

    private long accept(EmailId email) {
        long accepted = 0;
        int more = ports.emails().acceptNext(email, 4, now);
        while (more > 0) {
            accepted += more;
            more = ports.emails().acceptNext(email, 4, now);
        }
        return accepted;
    }

    private Optional<Hold> holdOf(AccountId account, EmailId email) {
        return ports.emails().find(account, email).orElseThrow().plan().hold();
    }

    @Test
    void nothingOfAPausedEmailIsClaimedUntilItIsResumed() {
        AccountId account = world.account();
        world.contacts(account, 3);
        EmailId email = world.sentToEverybody(account);
        QueuedMessage inHand = claim(account, email, 1).getFirst();

        assertTrue(store().hold(account, email, Hold.PAUSED));
        assertFalse(store().hold(account, email, Hold.PAUSED));
        assertEquals(List.of(), claim(account, email, 10));
        assertEquals(new Standing.Held(), ports.queue().standing(inHand));
        assertTrue(ports.queue().flows(new EmailId(0), "", 10).getFirst().held());

        assertTrue(store().release(account, email, Hold.PAUSED));
        assertFalse(store().release(account, email, Hold.PAUSED));
        assertEquals(2, claim(account, email, 10).size());
        assertEquals(new Standing.Clear(), ports.queue().standing(inHand));
    }

    @Test
    void anotherAccountControlsNothing() {
        AccountId account = world.account();
        AccountId other = world.account();
        world.contacts(account, 1);
        EmailId email = world.sentToEverybody(account);
        EmailId draft = draft(account);

        assertFalse(store().hold(other, email, Hold.PAUSED));
        assertFalse(store().schedule(other, draft, World.NOON));
        assertFalse(store().setSample(other, draft, Optional.of(TEN)));
        assertEquals(
                0, store().retryNow(other, new Scope(Optional.of(email), Optional.empty(), Optional.empty()), now));
        assertEquals(List.of(), ports.waiting().pending(Optional.of(other), now, 10));
    }

    @Test
    void whatACancelledEmailHasNotSentItDoesNotSend() {
        AccountId account = world.account();
        world.contacts(account, 12);
        EmailId email = draft(account);
        ports.emails().startSending(account, email, now);
        ports.emails().acceptNext(email, 5, now);
        List<QueuedMessage> inHand = claim(account, email, 2);
        world.deliver(inHand.getFirst().recipient().text(), inHand.getFirst().id(), now);
        Controls controls = controls();

        assertTrue(controls.cancel(account, email, "kim"));
        accept(email);
        controls.tick();

        assertEquals(
                new Standing.Refused(NotSentReason.CANCELLED), ports.queue().standing(inHand.getLast()));
        assertEquals(1, ports.emails().figures(account, email).delivered());
        assertEquals(1, ports.emails().figures(account, email).pending());
        assertEquals(10, ports.emails().figures(account, email).notSent().get(NotSentReason.CANCELLED));
        assertFalse(controls.resume(account, email, "kim"));
        assertFalse(controls.cancel(account, email, "kim"));
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void aScheduledEmailStartsWhenItsTimeHasCome() {
        AccountId account = world.account();
        world.contacts(account, 1);
        EmailId email = draft(account);

        assertEquals(List.of(), controls().schedule(account, email, World.NOON.plus(Duration.ofHours(2)), "kim"));
        assertEquals(List.of(), store().toStart(World.NOON.plus(Duration.ofHours(1))));
        now = World.NOON.plus(Duration.ofHours(2));
        assertEquals(List.of(new Owned(account, email)), store().toStart(now));
        controls().tick();

        assertTrue(Set.of(EmailState.SENDING, EmailState.SENT)
                .contains(ports.emails().find(account, email).orElseThrow().state()));
        assertEquals(List.of(), store().toStart(now));
    }

    @Test
    void aScheduledEmailCanBecomeADraftAgain() {
        AccountId account = world.account();
        EmailId email = draft(account);
        store().schedule(account, email, World.NOON);

        assertTrue(store().unschedule(account, email));
        assertEquals(List.of(), store().toStart(World.NOON));
        assertEquals(
                EmailState.DRAFT,
                ports.emails().find(account, email).orElseThrow().state());
    }

    private EmailId sampled(AccountId account) {
        world.contacts(account, 40);
        EmailId email = draft(account);
        store().setSample(account, email, Optional.of(TEN));
        ports.emails().startSending(account, email, now);
        assertEquals(10, accept(email));
        return email;
    }

    private void bounce(AccountId account, EmailId email, int messages) {
        for (QueuedMessage message : claim(account, email, messages)) {
            world.bounce(message.recipient().text(), message.id(), Reason.UNKNOWN_USER, now, "550 5.1.1 no");
        }
    }

    @Test
    void aSampleGoesFirstAndTheRestFollowsIfItWasGood() {
        AccountId account = world.account();
        EmailId email = sampled(account);
        claim(account, email, 10).forEach(m -> world.deliver(m.recipient().text(), m.id(), now));
        Controls controls = controls();
        controls.tick();
        assertEquals(0, accept(email));

        now = now.plus(TEN.judgedAfter());
        controls.tick();
        accept(email);

        assertEquals(40, ports.emails().figures(account, email).selected());
        assertEquals(Optional.empty(), holdOf(account, email));
    }

    @Test
    void tooManyHardBouncesStopItForReview() {
        AccountId account = world.account();
        EmailId email = sampled(account);
        bounce(account, email, 1);
        Controls controls = controls();

        controls.tick();

        assertEquals(Optional.of(Hold.REVIEW), holdOf(account, email));
        now = now.plus(TEN.judgedAfter());
        controls.tick();
        assertEquals(0, accept(email));
        assertFalse(controls.resume(account, email, "kim"));

        assertTrue(controls.sendRest(account, email, "kim"));
        accept(email);
        assertEquals(Optional.empty(), holdOf(account, email));
        assertEquals(40, ports.emails().figures(account, email).selected());
    }

    @Test
    void whatIsUnderReviewCanBeCancelled() {
        AccountId account = world.account();
        EmailId email = sampled(account);
        bounce(account, email, 2);
        Controls controls = controls();
        controls.tick();

        assertTrue(controls.cancel(account, email, "kim"));
        accept(email);
        controls.tick();

        assertEquals(0, ports.emails().figures(account, email).pending());
        assertEquals(38, ports.emails().figures(account, email).notSent().get(NotSentReason.CANCELLED));
    }

    @Test
    void whatWaitsForADomainIsTriedAtOnceOnRequest() {
        AccountId account = world.account();
        world.contacts(account, 3);
        world.contact(account, "ann@other.example", "", "");
        EmailId email = world.sentToEverybody(account);
        claim(account, email, 2)
                .forEach(m -> world.defer(m.recipient().text(), m.id(), Reason.RECIPIENT_TEMPORARY, now));

        Scope domain = new Scope(Optional.empty(), Optional.of("example.org"), Optional.empty());
        assertEquals(2, controls().retryNow(account, domain, "kim"));
        assertEquals(0, controls().retryNow(account, domain, "kim"));
        assertEquals(3, claim(account, email, 10).size());
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void allThatWaitsForADestinationIsTriedAtOnceOfOneAccountOrOfAll() {
        AccountId account = world.account();
        AccountId other = world.account();
        for (AccountId each : List.of(account, other)) {
            world.contacts(each, 2);
            EmailId email = world.sentToEverybody(each);
            claim(each, email, 2)
                    .forEach(m -> world.defer(m.recipient().text(), m.id(), Reason.RECIPIENT_TEMPORARY, now));
        }
        Controls controls = controls();
        List<String> domains = List.of("example.org", "nobody.example");

        assertEquals(2, controls.retryDestination(Optional.of(account), "host.example", domains, "kim"));
        assertEquals(2, controls.retryDestination(Optional.empty(), "host.example", domains, "olga"));
        assertEquals(0, controls.retryDestination(Optional.empty(), "host.example", domains, "olga"));
        assertEquals("kim host.example", lastAudited(Optional.of(account)));
        assertEquals("olga host.example", lastAudited(Optional.empty()));
    }

    private String lastAudited(Optional<AccountId> account) {
        AuditEntry entry =
                ports.auditLog().page(account, Optional.empty(), 1).getFirst().entry();
        return entry.by() + " " + entry.subject();
    }

    @Test
    void oneMessageCanBeTriedAtOnce() {
        AccountId account = world.account();
        world.contacts(account, 2);
        EmailId email = world.sentToEverybody(account);
        List<QueuedMessage> both = claim(account, email, 2);
        both.forEach(m -> world.defer(m.recipient().text(), m.id(), Reason.RECIPIENT_TEMPORARY, now));
        Scope one = new Scope(
                Optional.empty(), Optional.empty(), Optional.of(both.getLast().id()));

        assertEquals(1, store().retryNow(account, one, now));
        assertEquals(
                List.of(both.getLast().id()),
                claim(account, email, 10).stream().map(QueuedMessage::id).toList());
    }

    @Test
    void everyStepIsAudited() {
        AccountId account = world.account();
        world.contacts(account, 1);
        EmailId email = world.sentToEverybody(account);
        Controls controls = controls();
        controls.pause(account, email, "kim");
        controls.resume(account, email, "kim");
        controls.cancel(account, email, "lee");

        assertEquals(
                List.of("lee EMAIL_CANCELLED", "kim EMAIL_RESUMED", "kim EMAIL_PAUSED"),
                ports.auditLog().page(Optional.of(account), Optional.empty(), 3).stream()
                        .map(n -> n.entry().by() + " " + n.entry().action())
                        .toList());
    }
}
