package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.delivery.MessageQueue.Standing;
import dev.rebound.engine.delivery.MessageQueue.Waiting;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Want;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every queue of messages promises. */
abstract class MessageQueueContract extends PortContract {

    private static final EmailId FIRST = new EmailId(0);

    private static Flow flow(AccountId account, EmailId email) {
        return new Flow(account, email, "example.org");
    }

    private List<QueuedMessage> claim(Flow flow, Instant now, int limit) {
        return ports.queue().claim(Set.of(new Want(flow, limit)), now).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<String> addresses(List<QueuedMessage> messages) {
        return messages.stream().map(m -> m.recipient().text()).toList();
    }

    @Test
    void aClaimedMessageCarriesWhatItsDeliveryNeeds() {
        AccountId account = world.account();
        var contact = world.contact(account, "Ann@Example.org", "Ann", "Lee");
        EmailId email = world.sentToEverybody(account);
        var message = world.recipient(account, email, "ann@example.org").message();

        List<QueuedMessage> claimed = claim(flow(account, email), World.NOON, 10);

        assertEquals(
                List.of(new QueuedMessage(
                        message,
                        account,
                        email,
                        Optional.of(contact),
                        World.address("Ann@Example.org"),
                        "Ann",
                        "Lee",
                        ContactProperties.NONE,
                        0,
                        World.NOON,
                        Optional.empty(),
                        Optional.empty(),
                        claimed.getFirst().node())),
                claimed);
    }

    @Test
    void oldestDueComesFirstAndTheLimitHolds() {
        AccountId account = world.account();
        world.contacts(account, 3);
        Flow flow = flow(account, world.sentToEverybody(account));
        QueuedMessage first = claim(flow, World.NOON, 1).getFirst();
        world.defer(first.recipient().text(), first.id(), Reason.FILTERED, World.NOON);

        List<QueuedMessage> later = claim(flow, World.NOON.plus(Duration.ofHours(1)), 10);

        assertEquals("p1@example.org", first.recipient().text());
        assertEquals(List.of("p2@example.org", "p3@example.org", "p1@example.org"), addresses(later));
        assertEquals(
                List.of(0, 0, 1), later.stream().map(QueuedMessage::attempts).toList());
    }

    @Test
    void whatIsNotDueIsSeenAndNotClaimed() {
        AccountId account = world.account();
        world.contacts(account, 1);
        Flow flow = flow(account, world.sentToEverybody(account));

        assertEquals(List.of(), claim(flow, World.NOON.minusMillis(1), 10));
        assertEquals(
                List.of(new Waiting(flow, World.NOON, false)), ports.queue().flows(FIRST, "", 10));
    }

    @Test
    void eachFlowIsSeenOnceInOrderAndByPages() {
        AccountId account = world.account();
        for (String address : List.of("a@one.example", "b@one.example", "c@two.example", "d@three.example")) {
            world.contact(account, address, "", "");
        }
        EmailId first = world.sentToEverybody(account);
        EmailId second = world.sentToEverybody(account);

        List<String> all = new ArrayList<>();
        List<Waiting> page = ports.queue().flows(FIRST, "", 2);
        while (!page.isEmpty()) {
            page.forEach(w -> all.add(w.flow().email() + " " + w.flow().domain()));
            Flow last = page.getLast().flow();
            page = ports.queue().flows(last.email(), last.domain(), 2);
        }

        assertEquals(
                List.of(
                        first + " one.example",
                        first + " three.example",
                        first + " two.example",
                        second + " one.example",
                        second + " three.example",
                        second + " two.example"),
                all);
    }

    @Test
    void aFlowIsDueWhenItsFirstMessageIs() {
        AccountId account = world.account();
        world.contacts(account, 2);
        Flow flow = flow(account, world.sentToEverybody(account));
        List<QueuedMessage> both = claim(flow, World.NOON, 2);
        both.forEach(m -> world.defer(m.recipient().text(), m.id(), Reason.FILTERED, World.NOON));

        assertEquals(
                List.of(new Waiting(flow, World.NOON.plus(Duration.ofMinutes(5)), false)),
                ports.queue().flows(FIRST, "", 10));
    }

    @Test
    void aMessageStaysTakenUntilItIsReleasedOrItsAttemptRecorded() {
        AccountId account = world.account();
        world.contacts(account, 2);
        Flow flow = flow(account, world.sentToEverybody(account));
        List<QueuedMessage> both = claim(flow, World.NOON, 10);

        assertEquals(List.of(), claim(flow, World.NOON, 10));
        assertEquals(List.of(), ports.queue().flows(FIRST, "", 10));
        ports.queue().release(List.of(both.getFirst()));
        assertEquals(List.of(both.getFirst()), claim(flow, World.NOON, 10));
        ports.queue().releaseAll();
        assertEquals(both, claim(flow, World.NOON, 10));

        QueuedMessage second = both.getLast();
        world.defer(second.recipient().text(), second.id(), Reason.FILTERED, World.NOON);
        assertEquals(
                List.of(second.id()),
                claim(flow, World.NOON.plus(Duration.ofMinutes(5)), 10).stream()
                        .map(QueuedMessage::id)
                        .toList());
    }

    @Test
    void aMessageThatIsBeingTriedExpiresOnlyAfterItsAttempt() {
        AccountId account = world.account();
        world.contacts(account, 1);
        Flow flow = flow(account, world.sentToEverybody(account));
        QueuedMessage message = claim(flow, World.NOON, 1).getFirst();
        world.defer(message.recipient().text(), message.id(), Reason.FILTERED, World.NOON);
        Instant later = World.NOON.plus(Duration.ofHours(71));
        QueuedMessage again = claim(flow, later, 1).getFirst();
        Instant overdue = World.NOON.plus(Duration.ofHours(73));

        assertEquals(0, ports.ledger().expireOverdue(overdue, 10).join());
        ports.queue().release(List.of(again));
        assertEquals(1, ports.ledger().expireOverdue(overdue, 10).join());
    }

    @Test
    void claimsThatNobodyHasInHandCanBeGivenBack() {
        AccountId account = world.account();
        world.contacts(account, 3);
        Flow flow = flow(account, world.sentToEverybody(account));
        List<QueuedMessage> all = claim(flow, World.NOON, 2);

        assertEquals(1, ports.queue().releaseAllBut(Set.of(all.getLast().id())));

        List<QueuedMessage> free = claim(flow, World.NOON, 10);
        assertEquals(2, free.size());
        assertEquals(all.getFirst(), free.getFirst());
        assertEquals(
                0,
                ports.queue()
                        .releaseAllBut(Set.of(
                                all.getFirst().id(),
                                all.getLast().id(),
                                free.getLast().id())));
    }

    @Test
    void aMessageThatHasEndedIsNotClaimedAgain() {
        AccountId account = world.account();
        world.contacts(account, 1);
        Flow flow = flow(account, world.sentToEverybody(account));
        QueuedMessage message = claim(flow, World.NOON, 1).getFirst();
        world.deliver(message.recipient().text(), message.id(), World.NOON);

        ports.queue().releaseAll();

        assertEquals(List.of(), claim(flow, World.NOON.plus(Duration.ofDays(9)), 10));
    }

    @Test
    void aNoteDoesNotGiveUpAClaim() {
        AccountId account = world.account();
        world.contacts(account, 1);
        Flow flow = flow(account, world.sentToEverybody(account));
        QueuedMessage message = claim(flow, World.NOON, 1).getFirst();

        world.note(message.recipient().text(), message.id());

        assertEquals(List.of(), claim(flow, World.NOON.plus(Duration.ofDays(1)), 10));
    }

    @Test
    void whoMayNotBeSentToIsSeenAtTheLastMoment() {
        AccountId account = world.account();
        world.contacts(account, 4);
        EmailId email = world.sentToEverybody(account);
        List<QueuedMessage> all = claim(flow(account, email), World.NOON, 10);
        ports.contacts().setUnsubscribed(account, all.get(1).contact().orElseThrow(), Optional.of(World.NOON));
        EmailId other = world.sentToEverybody(account);
        QueuedMessage bounced = claim(flow(account, other), World.NOON, 1).getFirst();
        world.bounce(bounced.recipient().text(), bounced.id(), Reason.UNKNOWN_USER, World.NOON, "550");

        assertEquals(
                List.of(
                        new Standing.Refused(NotSentReason.PREVIOUSLY_BOUNCED),
                        new Standing.Refused(NotSentReason.UNSUBSCRIBED),
                        new Standing.Clear(),
                        new Standing.Clear()),
                all.stream().map(ports.queue()::standing).toList());
    }

    @Test
    void claimsAtOnceNeverGetTheSameMessage() throws Exception {
        AccountId account = world.account();
        world.contacts(account, 400);
        Flow flow = flow(account, world.sentToEverybody(account));
        List<Future<List<QueuedMessage>>> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                claims.add(threads.submit(() -> claim(flow, World.NOON, 10)));
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
