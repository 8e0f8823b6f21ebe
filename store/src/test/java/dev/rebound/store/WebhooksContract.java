package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.webhook.DeadLetter;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.Webhook;
import dev.rebound.engine.webhook.Webhook.Trouble;
import dev.rebound.engine.webhook.WebhookEvent;
import dev.rebound.engine.webhook.WebhookId;
import dev.rebound.engine.webhook.Webhooks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises about webhooks. */
abstract class WebhooksContract extends PortContract {

    private static final URI URL = URI.create("https://crm.example/hook");
    private static final Set<EventType> ALL = EnumSet.allOf(EventType.class);

    private AccountId account = new AccountId(1);
    private AccountId other = new AccountId(1);

    @BeforeEach
    void makeAccounts() {
        account = world.account();
        other = world.account();
    }

    private Webhook webhook(AccountId owner, Set<EventType> types) {
        WebhookId id = ports.webhooks().create(owner, URL, "secret", types, World.NOON);
        return found(owner, id);
    }

    private Webhook found(AccountId owner, WebhookId id) {
        return ports.webhooks().find(owner, id).orElseThrow();
    }

    /** An email of an account to one contact, which bounces. */
    private EmailId bounced(AccountId owner, String address, Instant at) {
        world.contact(owner, address, "", "");
        EmailId email = world.sentToEverybody(owner);
        MessageId message = world.recipient(owner, email, address).message();
        world.bounce(address, message, Reason.UNKNOWN_USER, at, "550 5.1.1 no such user");
        return email;
    }

    private List<WebhookEvent> toTell(Webhook webhook) {
        return ports.webhooks().after(webhook, webhook.position(), 100).events();
    }

    @Test
    void whatIsKeptIsWhatWasGiven() {
        Webhook made = webhook(account, Set.of(EventType.BOUNCED, EventType.UNBOUNCED));

        assertEquals(URL, made.url());
        assertEquals("secret", made.secret());
        assertEquals(Set.of(EventType.BOUNCED, EventType.UNBOUNCED), made.types());
        assertFalse(made.paused());
        assertEquals(Optional.empty(), made.trouble());
        assertEquals(List.of(made), ports.webhooks().list(account));
        assertEquals(List.of(), ports.webhooks().list(other));
        assertEquals(Optional.empty(), ports.webhooks().find(other, made.id()));
    }

    @Test
    void aNewOneIsToldOfWhatHappensFromNowOn() {
        bounced(account, "early@example.org", World.NOON);
        Webhook made = webhook(account, ALL);
        assertEquals(List.of(), toTell(made));

        EmailId email = bounced(account, "late@example.org", World.NOON);

        WebhookEvent told = toTell(made).stream()
                .filter(event -> event.event() instanceof LedgerEvent.Bounced)
                .findFirst()
                .orElseThrow();
        assertEquals("late@example.org", told.event().address().value());
        assertEquals(Optional.of(email), told.email());
    }

    @Test
    void nothingOfAnotherAccountIsTold() {
        Webhook made = webhook(account, ALL);
        bounced(other, "ann@example.org", World.NOON);

        Webhooks.Stretch next = ports.webhooks().after(made, made.position(), 100);

        assertEquals(List.of(), next.events());
        assertEquals(ports.webhooks().lastEvent(), next.end());
    }

    @Test
    void onlyTheTypesAskedForAreTold() {
        Webhook made = webhook(account, Set.of(EventType.DELIVERED));
        bounced(account, "ann@example.org", World.NOON);

        assertEquals(List.of(), toTell(made));
    }

    @Test
    void aStretchThatIsFullEndsAtItsLastEvent() {
        Webhook made = webhook(account, ALL);
        bounced(account, "ann@example.org", World.NOON);
        bounced(account, "bob@example.org", World.NOON);

        long position = made.position();
        int told = 0;
        while (position < ports.webhooks().lastEvent()) {
            Webhooks.Stretch next = ports.webhooks().after(made, position, 1);
            assertTrue(next.end() > position);
            told += next.events().size();
            position = next.end();
        }
        assertEquals(toTell(made).size(), told);
        assertTrue(told >= 2);
    }

    @Test
    void whatHasBeenToldIsNotToldAgainAfterARestart() {
        Webhook made = webhook(account, ALL);
        bounced(account, "ann@example.org", World.NOON);
        ports.webhooks().told(made, ports.webhooks().lastEvent(), World.NOON);
        ports.close();
        ports = open(folder);

        Webhook again = found(account, made.id());
        assertEquals(List.of(), toTell(again));
        assertEquals(Optional.of(World.NOON), again.toldAt());
    }

    @Test
    void oneSetBackMeanwhileStaysSetBack() {
        bounced(account, "ann@example.org", World.NOON);
        Webhook made = webhook(account, ALL);
        assertTrue(ports.webhooks().rewind(account, made.id(), World.NOON));

        ports.webhooks().told(made, made.position() + 1, World.NOON);
        ports.webhooks().passed(made, made.position() + 1);

        assertEquals(0, found(account, made.id()).position());
    }

    @Test
    void settingBackGoesToTheFirstEventOfAMoment() {
        bounced(account, "ann@example.org", World.NOON);
        Instant later = World.NOON.plus(Duration.ofHours(1));
        bounced(account, "bob@example.org", later);
        Webhook made = webhook(account, ALL);

        ports.webhooks().rewind(account, made.id(), later);

        Webhook back = found(account, made.id());
        assertTrue(toTell(back).stream().allMatch(event -> event.event().at().equals(later)));
        assertFalse(toTell(back).isEmpty());
        ports.webhooks().rewind(account, made.id(), later.plusSeconds(1));
        assertEquals(ports.webhooks().lastEvent(), found(account, made.id()).position());
        assertFalse(ports.webhooks().rewind(other, made.id(), later));
    }

    @Test
    void oneThatFailedIsNotCalledBeforeItsTime() {
        Webhook made = webhook(account, ALL);
        Instant next = World.NOON.plusSeconds(30);
        ports.webhooks().failed(made.id(), new Trouble(1, "HTTP 500", next));

        assertEquals(List.of(), ports.webhooks().callable(World.NOON));
        Webhook due = ports.webhooks().callable(next).getFirst();
        assertEquals(Optional.of(new Trouble(1, "HTTP 500", next)), due.trouble());
    }

    @Test
    void aPausedOneIsNotCalledAndAResumedOneAtOnce() {
        Webhook made = webhook(account, ALL);
        ports.webhooks().failed(made.id(), new Trouble(3, "HTTP 500", World.NOON.plusSeconds(600)));

        assertTrue(ports.webhooks().pause(account, made.id(), true));
        assertEquals(List.of(), ports.webhooks().callable(World.NOON.plusSeconds(900)));
        assertTrue(ports.webhooks().pause(account, made.id(), false));
        assertEquals(1, ports.webhooks().callable(World.NOON).size());
        assertFalse(ports.webhooks().pause(other, made.id(), true));
    }

    @Test
    void whatIsGivenUpBecomesADeadLetterAndTheRestGoesOn() {
        Webhook made = webhook(account, ALL);
        bounced(account, "ann@example.org", World.NOON);
        List<WebhookEvent> events = toTell(made);
        DeadLetter letter = new DeadLetter(
                0,
                made.id(),
                events.getFirst().number(),
                events.getLast().number(),
                events.size(),
                24,
                "HTTP 500",
                World.NOON);
        ports.webhooks().failed(made.id(), new Trouble(23, "HTTP 500", World.NOON));

        ports.webhooks().giveUp(letter);

        DeadLetter kept = ports.webhooks().deadLetters(account, made.id(), 10).getFirst();
        assertEquals(events, ports.webhooks().between(made, kept.first(), kept.last()));
        assertEquals(Optional.of(kept), ports.webhooks().deadLetter(account, made.id(), kept.id()));
        assertEquals(List.of(), toTell(found(account, made.id())));
        assertEquals(Optional.empty(), found(account, made.id()).trouble());
        assertEquals(List.of(), ports.webhooks().deadLetters(other, made.id(), 10));
        assertFalse(ports.webhooks().removeDeadLetter(other, made.id(), kept.id()));
        assertTrue(ports.webhooks().removeDeadLetter(account, made.id(), kept.id()));
        assertFalse(ports.webhooks().removeDeadLetter(account, made.id(), kept.id()));
    }

    @Test
    void oneThatIsRemovedTakesItsDeadLettersAlong() {
        Webhook made = webhook(account, ALL);
        ports.webhooks().giveUp(new DeadLetter(0, made.id(), 1, 1, 1, 24, "HTTP 500", World.NOON));

        assertFalse(ports.webhooks().remove(other, made.id()));
        assertTrue(ports.webhooks().remove(account, made.id()));

        assertEquals(List.of(), ports.webhooks().list(account));
        assertEquals(List.of(), ports.webhooks().deadLetters(account, made.id(), 10));
    }
}
