package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.control.PendingDomain;
import dev.rebound.engine.control.WaitingDestination;
import dev.rebound.engine.control.WaitingDestination.Wait;
import dev.rebound.engine.control.WaitingQueue;
import dev.rebound.engine.control.WaitingStore;
import dev.rebound.engine.control.WaitingStore.ScheduledEmail;
import dev.rebound.engine.control.WaitsFor;
import dev.rebound.engine.control.WhyWaiting;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Hold;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Want;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store tells about what waits, and what the use case makes of it where nothing is delivered. */
abstract class WaitingContract extends PortContract {

    private static final Instant NOW = World.NOON;

    @SuppressWarnings("NullAway.Init") // made before each test
    private AccountId account;

    @SuppressWarnings("NullAway.Init")
    private EmailId email;

    @BeforeEach
    void sendToThreeAtOneDomainAndOneAtAnother() {
        account = world.account();
        world.contacts(account, 3);
        world.contact(account, "ann@other.example", "", "");
        email = world.sentToEverybody(account);
    }

    private WaitingStore store() {
        return ports.waiting();
    }

    private WaitingQueue queue() {
        return new WaitingQueue(store(), () -> NOW, Controls.Delivery.NONE);
    }

    private List<QueuedMessage> claim(int limit) {
        Want want = new Want(new Flow(account, email, "example.org"), limit);
        return ports.queue().claim(Set.of(want), NOW).getOrDefault(want, List.of());
    }

    private void defer(QueuedMessage message) {
        world.defer(message.recipient().text(), message.id(), Reason.RECIPIENT_TEMPORARY, NOW);
    }

    @Test
    void whatWaitsIsCountedByDomain() {
        claim(2).forEach(this::defer);

        List<PendingDomain> expected = List.of(
                new PendingDomain("example.org", 3, 1, 0, Optional.of(NOW.plus(Duration.ofMinutes(5))), NOW),
                new PendingDomain("other.example", 1, 1, 0, Optional.empty(), NOW));
        assertEquals(expected, store().pending(Optional.of(account), NOW, 10));
        assertEquals(expected, store().pending(Optional.empty(), NOW, 10));
        assertEquals(expected.subList(0, 1), store().pending(Optional.empty(), NOW, 1));
        assertEquals(List.of(), store().pending(Optional.of(world.account()), NOW, 10));
    }

    @Test
    void whatIsHeldIsNotDue() {
        ports.controls().hold(account, email, Hold.PAUSED);

        assertEquals(
                new PendingDomain("example.org", 3, 0, 3, Optional.empty(), NOW),
                store().pending(Optional.of(account), NOW, 10).getFirst());
    }

    @Test
    void theLastWordsOfADomainAreThoseToTheMessageThatIsTriedLast() {
        assertTrue(store().lastWords(Optional.of(account), "example.org", Instant.EPOCH)
                .isEmpty());
        QueuedMessage deferred = claim(1).getFirst();
        defer(deferred);

        for (Optional<AccountId> asked : List.of(Optional.of(account), Optional.<AccountId>empty())) {
            WaitingStore.LastWords words =
                    store().lastWords(asked, "example.org", Instant.EPOCH).orElseThrow();
            assertEquals(deferred.id(), words.message());
            assertEquals(Reason.RECIPIENT_TEMPORARY, words.verdict().reason());
        }
        assertTrue(store().lastWords(Optional.of(world.account()), "example.org", Instant.EPOCH)
                .isEmpty());
        assertTrue(store().lastWords(Optional.of(account), "example.org", NOW.plusSeconds(1))
                .isEmpty());
    }

    @Test
    void aDestinationSaysWhatEachOfItsMessagesWaitsFor() {
        claim(2).forEach(this::defer);

        WaitingDestination first =
                queue().destinations(Optional.of(account), 10).getFirst();

        assertEquals("example.org", first.name());
        assertEquals(
                List.of(
                        new Wait(WaitsFor.TURN, 1, Optional.empty()),
                        new Wait(WaitsFor.RETRY, 2, Optional.of(NOW.plus(Duration.ofMinutes(5))))),
                first.waits());
        assertEquals(List.of("example.org"), queue().domainsOf(Optional.of(account), "example.org"));
        assertEquals(List.of(), queue().domainsOf(Optional.of(account), "nobody.example"));
    }

    private WhyWaiting why(QueuedMessage message) {
        return queue().why(account, message.id()).orElseThrow();
    }

    @Test
    void aMessageSaysWhatItWaitsForUntilItNoLongerDoes() {
        QueuedMessage message = claim(1).getFirst();
        assertEquals(WaitsFor.ANSWER, why(message).what());

        defer(message);
        assertEquals(WaitsFor.RETRY, why(message).what());
        assertEquals(Optional.of(NOW.plus(Duration.ofMinutes(5))), why(message).until());

        ports.controls().hold(account, email, Hold.PAUSED);
        assertEquals(Optional.of(Hold.PAUSED), why(message).hold());
        assertTrue(queue().why(world.account(), message.id()).isEmpty());

        world.deliver(message.recipient().text(), message.id(), NOW);
        assertTrue(queue().why(account, message.id()).isEmpty());
    }

    @Test
    void scheduledEmailsAreToldInTheOrderOfTheirTimes() {
        EmailId later = schedule(Duration.ofHours(2));
        EmailId sooner = schedule(Duration.ofHours(1));

        for (Optional<AccountId> asked : List.of(Optional.of(account), Optional.<AccountId>empty())) {
            assertEquals(
                    List.of(sooner, later),
                    queue().scheduled(asked).stream().map(ScheduledEmail::email).toList());
        }
        assertEquals(List.of(), queue().scheduled(Optional.of(world.account())));
    }

    private EmailId schedule(Duration ahead) {
        EmailId draft = ports.emails()
                .create(
                        account,
                        new EmailDraft(World.content("Spring"), new Selection.Everybody()),
                        Optional.empty(),
                        NOW);
        assertTrue(ports.controls().schedule(account, draft, NOW.plus(ahead)));
        return draft;
    }
}
