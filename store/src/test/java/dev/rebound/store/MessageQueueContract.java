package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EmailId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every queue of messages promises. */
abstract class MessageQueueContract extends PortContract {

    @Test
    void aClaimedMessageCarriesWhatItsDeliveryNeeds() {
        AccountId account = world.account();
        var contact = world.contact(account, "Ann@Example.org", "Ann", "Lee");
        EmailId email = world.sentToEverybody(account);
        var message = world.recipient(account, email, "ann@example.org").message();

        List<QueuedMessage> claimed = ports.queue().claim(World.NOON, 10);

        assertEquals(
                List.of(new QueuedMessage(
                        message,
                        account,
                        email,
                        contact,
                        World.address("Ann@Example.org"),
                        "Ann",
                        "Lee",
                        0,
                        World.NOON)),
                claimed);
    }

    @Test
    void oldestDueComesFirstAndTheLimitHolds() {
        AccountId account = world.account();
        world.contacts(account, 3);
        world.sentToEverybody(account);
        QueuedMessage first = ports.queue().claim(World.NOON, 1).getFirst();
        world.defer(first.recipient().text(), first.id(), Reason.FILTERED, World.NOON);

        List<QueuedMessage> later = ports.queue().claim(World.NOON.plus(Duration.ofHours(1)), 10);

        assertEquals("p1@example.org", first.recipient().text());
        assertEquals(
                List.of("p2@example.org", "p3@example.org", "p1@example.org"),
                later.stream().map(m -> m.recipient().text()).toList());
        assertEquals(
                List.of(0, 0, 1), later.stream().map(QueuedMessage::attempts).toList());
    }

    @Test
    void whatIsNotDueIsNotClaimed() {
        AccountId account = world.account();
        world.contacts(account, 1);
        world.sentToEverybody(account);

        assertEquals(List.of(), ports.queue().claim(World.NOON.minusMillis(1), 10));
        assertEquals(Optional.of(World.NOON), ports.queue().nextDue());
    }

    @Test
    void aMessageStaysTakenUntilItIsReleasedOrItsAttemptRecorded() {
        AccountId account = world.account();
        world.contacts(account, 2);
        world.sentToEverybody(account);
        List<QueuedMessage> both = ports.queue().claim(World.NOON, 10);

        assertEquals(List.of(), ports.queue().claim(World.NOON, 10));
        assertEquals(Optional.empty(), ports.queue().nextDue());
        ports.queue().release(both.getFirst());
        assertEquals(List.of(both.getFirst()), ports.queue().claim(World.NOON, 10));
        ports.queue().releaseAll();
        assertEquals(both, ports.queue().claim(World.NOON, 10));

        QueuedMessage second = both.getLast();
        world.defer(second.recipient().text(), second.id(), Reason.FILTERED, World.NOON);
        assertEquals(
                Optional.of(World.NOON.plus(Duration.ofMinutes(5))),
                ports.queue().nextDue());
    }

    @Test
    void aMessageThatHasEndedIsNotClaimedAgain() {
        AccountId account = world.account();
        world.contacts(account, 1);
        world.sentToEverybody(account);
        QueuedMessage message = ports.queue().claim(World.NOON, 1).getFirst();
        world.deliver(message.recipient().text(), message.id(), World.NOON);

        ports.queue().releaseAll();

        assertEquals(List.of(), ports.queue().claim(World.NOON.plus(Duration.ofDays(9)), 10));
    }

    @Test
    void aNoteDoesNotGiveUpAClaim() {
        AccountId account = world.account();
        world.contacts(account, 1);
        world.sentToEverybody(account);
        QueuedMessage message = ports.queue().claim(World.NOON, 1).getFirst();

        world.note(message.recipient().text(), message.id());

        assertEquals(List.of(), ports.queue().claim(World.NOON.plus(Duration.ofDays(1)), 10));
    }

    @Test
    void claimsAtOnceNeverGetTheSameMessage() throws Exception {
        AccountId account = world.account();
        world.contacts(account, 400);
        world.sentToEverybody(account);
        List<Future<List<QueuedMessage>>> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                claims.add(threads.submit(() -> ports.queue().claim(World.NOON, 10)));
            }
        }

        List<QueuedMessage> all = new ArrayList<>();
        for (Future<List<QueuedMessage>> claim : claims) {
            all.addAll(claim.get());
        }

        assertEquals(400, all.size());
        assertEquals(400, new HashSet<>(all).size());
    }
}
