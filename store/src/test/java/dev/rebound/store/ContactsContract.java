package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactFilter;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.Contacts.Saved;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.contact.TimelineEntry;
import dev.rebound.engine.email.EmailId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of contacts promises. */
abstract class ContactsContract extends PortContract {

    private static NewContact contact(String address, String firstName, String lastName) {
        return new NewContact(World.address(address), firstName, lastName);
    }

    private Contact found(AccountId account, ContactId id) {
        return ports.contacts().find(account, id).orElseThrow().contact();
    }

    private List<String> page(AccountId account, String search) {
        return ports.contacts().page(account, search, Optional.empty(), 100).stream()
                .map(view -> view.contact().email().text())
                .toList();
    }

    @Test
    void aContactIsReadBackAsItWasSaved() {
        AccountId account = world.account();
        ContactId id = world.contact(account, "Ann.Lee@Example.ORG", "Ann", "L\u00e9e");

        assertEquals(
                new ContactView(
                        new Contact(
                                id,
                                account,
                                World.address("Ann.Lee@Example.ORG"),
                                "Ann",
                                "L\u00e9e",
                                ContactProperties.NONE,
                                World.NOON,
                                Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        Optional.empty()),
                ports.contacts().find(account, id).orElseThrow());
    }

    @Test
    void theSameAddressIsTheSameContactAndTheLaterRowWins() {
        AccountId account = world.account();

        Saved first = ports.contacts()
                .save(
                        account,
                        List.of(contact("ann@example.org", "An", ""), contact("ANN@example.org", "Ann", "")),
                        World.NOON);
        Saved second = ports.contacts()
                .save(
                        account,
                        List.of(contact("ann@example.org", "Anna", "Lee"), contact("bob@example.org", "", "")),
                        World.NOON);

        assertEquals(new Saved(1, 0), first);
        assertEquals(new Saved(1, 1), second);
        assertEquals(2, ports.contacts().count(account, ""));
        assertEquals(
                "Anna Lee",
                ports.contacts()
                        .findByAddress(account, World.key("ann@example.org"))
                        .orElseThrow()
                        .contact()
                        .name());
    }

    @Test
    void anEmptyNameDoesNotWipeAKnownOne() {
        AccountId account = world.account();
        ContactId ann = world.contact(account, "ann@example.org", "Ann", "Lee");

        ports.contacts().save(account, List.of(contact("ann@example.org", "", "")), World.NOON);

        assertEquals("Ann Lee", found(account, ann).name());
    }

    @Test
    void aBatchThatIsTooBigIsRefused() {
        List<NewContact> many = Collections.nCopies(Contacts.BATCH_MAX + 1, contact("ann@example.org", "", ""));

        assertThrows(IllegalArgumentException.class, () -> ports.contacts().save(world.account(), many, World.NOON));
    }

    @Test
    void anotherAccountSeesAndChangesNothing() {
        AccountId account = world.account();
        AccountId other = world.account();
        ContactId ann = world.contact(account, "ann@example.org", "Ann", "");

        ports.contacts().setUnsubscribed(other, ann, Optional.of(World.NOON));

        assertEquals(Optional.empty(), ports.contacts().find(other, ann));
        assertEquals(Optional.empty(), ports.contacts().findByAddress(other, World.key("ann@example.org")));
        assertFalse(ports.contacts().changeAddress(other, ann, World.address("x@example.org")));
        assertEquals(List.of(), page(other, ""));
        assertEquals(List.of(), ports.contacts().timeline(other, ann, 10));
        assertEquals(Optional.empty(), found(account, ann).unsubscribedAt());
    }

    @Test
    void twoContactsNeverShareAnAddress() {
        AccountId account = world.account();
        ContactId ann = world.contact(account, "ann@example.org", "Ann", "");
        world.contact(account, "bob@example.org", "Bob", "");

        assertFalse(ports.contacts().changeAddress(account, ann, World.address("BOB@example.org")));
        assertTrue(ports.contacts().changeAddress(account, ann, World.address("Ann@example.org")));
        assertTrue(ports.contacts().changeAddress(account, ann, World.address("anna@example.org")));
        assertEquals(World.address("anna@example.org"), found(account, ann).email());
        assertEquals(List.of("anna@example.org"), page(account, "ANNA"));
    }

    @Test
    void aBounceBelongsToTheAddressNotToTheContact() {
        AccountId account = world.account();
        ContactId ann = world.contact(account, "ann@example.org", "Ann", "");
        EmailId email = world.sentToEverybody(account);
        MessageId message = world.recipient(account, email, "ann@example.org").message();
        world.bounce("ann@example.org", message, Reason.UNKNOWN_USER, World.NOON.plusSeconds(5), "550 5.1.1 no");

        ContactView bounced = ports.contacts().find(account, ann).orElseThrow();
        ports.contacts().changeAddress(account, ann, World.address("new@example.org"));
        ContactView moved = ports.contacts().find(account, ann).orElseThrow();

        assertEquals(
                Optional.of(new Suppression(Reason.UNKNOWN_USER, World.NOON.plusSeconds(5), message)),
                bounced.suppression());
        assertEquals(List.of(1, 0), List.of(bounced.bounces(), moved.bounces()));
        assertEquals(Optional.of(World.NOON), bounced.lastSentAt());
        assertEquals(Optional.empty(), moved.suppression());
        assertEquals(List.of(), ports.contacts().timeline(account, ann, 10));
    }

    @Test
    void theTimelineTellsWhatHappenedInThisAccountNewestFirst() {
        AccountId account = world.account();
        AccountId other = world.account();
        ContactId ann = world.contact(account, "ann@example.org", "Ann", "");
        world.contact(other, "ann@example.org", "Ann", "");
        world.sentToEverybody(other);
        EmailId email = world.sentToEverybody(account);
        MessageId message = world.recipient(account, email, "ann@example.org").message();
        world.defer("ann@example.org", message, Reason.RECIPIENT_TEMPORARY, World.NOON);
        world.bounce("ann@example.org", message, Reason.SPAM, World.NOON, "550 5.7.1 spam");

        List<TimelineEntry> timeline = ports.contacts().timeline(account, ann, 10);

        assertEquals(3, timeline.size());
        assertTrue(timeline.getFirst().event() instanceof LedgerEvent.Bounced);
        assertEquals("550 5.7.1 spam", timeline.getFirst().words());
        assertEquals(Optional.of(email), timeline.getLast().email());
        assertEquals("Newsletter", timeline.getLast().emailName());
        assertEquals("", timeline.getLast().words());
        assertEquals(timeline.subList(0, 2), ports.contacts().timeline(account, ann, 2));
    }

    @Test
    void contactsArePagedInTheOrderOfTheirIds() {
        AccountId account = world.account();
        world.contacts(account, 5);

        List<ContactView> first = ports.contacts().page(account, "", Optional.empty(), 3);
        Optional<ContactId> last = Optional.of(first.getLast().contact().id());
        List<ContactView> second = ports.contacts().page(account, "", last, 3);

        assertEquals(3, first.size());
        assertEquals(2, second.size());
        assertEquals(5, ports.contacts().count(account, ""));
    }

    @Test
    void aSearchFindsBeginningsOfWordsOfAddressAndNameInAnyCaseAndOrder() {
        AccountId account = world.account();
        world.contact(account, "ann_lee@example.org", "\u00c4nne", "Lee");
        world.contact(account, "annxlee@example.org", "Bob", "50%! \\off");
        world.contact(account, "cyd@example.net", "Cyd", "'; drop table contacts; --");
        world.contact(account, "wang@example.net", "\u738b\u5c0f\u660e", "");

        assertEquals(List.of("ann_lee@example.org"), page(account, "LEE"));
        assertEquals(List.of("ann_lee@example.org", "annxlee@example.org"), page(account, "ann"));
        assertEquals(List.of("ann_lee@example.org"), page(account, "lee@ ann"));
        assertEquals(List.of("ann_lee@example.org"), page(account, "\u00e4NN"));
        assertEquals(List.of("annxlee@example.org"), page(account, "5 % of"));
        assertEquals(List.of("cyd@example.net"), page(account, "'; DROP"));
        assertEquals(List.of("wang@example.net"), page(account, "\u5c0f"));
        assertEquals(List.of(), page(account, "xlee"));
        assertEquals(List.of(), page(account, "!%"));
        assertEquals(2, ports.contacts().count(account, "example.ORG"));
        assertEquals(2, ports.contacts().countUpTo(account, ContactFilter.searching("example.ORG")));
        assertEquals(List.of(), page(account, "x".repeat(100_000)));
    }

    @Test
    void aContactIsFoundByWhatItIsCalledNowAndByNothingElse() {
        AccountId account = world.account();
        ContactId ann = world.contact(account, "ann@example.org", "Ann", "Lee");

        ports.contacts().rename(account, ann, "Anna", "Maier");
        ports.contacts().changeAddress(account, ann, World.address("office@example.net"));

        assertEquals(List.of("office@example.net"), page(account, "mai"));
        assertEquals(List.of("office@example.net"), page(account, "net"));
        assertEquals(List.of(), page(account, "lee"));
        assertEquals(List.of(), page(account, "org"));
    }

    /** More than are put in order, so they are gone through. */
    @Test
    void aSearchThatManyFitPagesThroughThemAndSaysThatTheyAreMany() {
        AccountId account = world.account();
        int many = Contacts.COUNTED_MAX + 1;
        for (int from = 1; from <= many; from += Contacts.BATCH_MAX) {
            List<NewContact> some = new ArrayList<>();
            for (int i = from; i <= Math.min(many, from + Contacts.BATCH_MAX - 1); i++) {
                some.add(contact("p" + i + "@example.org", "", ""));
            }
            ports.contacts().save(account, some, World.NOON);
        }
        world.contact(account, "zoe@example.org", "", "");

        List<ContactView> first = ports.contacts().page(account, "p", Optional.empty(), 1_000);
        Optional<ContactId> last = Optional.of(first.getLast().contact().id());
        List<ContactView> second = ports.contacts().page(account, "p", last, 1_000);

        assertEquals("p1@example.org", first.getFirst().contact().email().text());
        assertEquals("p1000@example.org", first.getLast().contact().email().text());
        assertEquals("p1001@example.org", second.getFirst().contact().email().text());
        assertEquals(many, ports.contacts().count(account, "p"));
        assertEquals(Contacts.COUNTED_MAX + 1, ports.contacts().countUpTo(account, ContactFilter.searching("example")));
        assertEquals(List.of("zoe@example.org"), page(account, "zo example"));
        assertEquals(many + 1, ports.contacts().countUpTo(account, ContactFilter.searching("")));
    }

    @Test
    void unsubscribingIsKeptAndCanBeTakenBack() {
        AccountId account = world.account();
        ContactId ann = world.contact(account, "ann@example.org", "Ann", "");

        ports.contacts().setUnsubscribed(account, ann, Optional.of(World.NOON));
        Optional<?> since = found(account, ann).unsubscribedAt();
        ports.contacts().setUnsubscribed(account, ann, Optional.empty());

        assertEquals(Optional.of(World.NOON), since);
        assertEquals(Optional.empty(), found(account, ann).unsubscribedAt());
    }

    @Test
    void aWholeAddressFindsJustItsContactAndABeginningAll() {
        AccountId account = world.account();
        world.contact(world.account(), "ann@example.org", "", "");
        world.contact(account, "joann@example.org", "", "");
        ContactId ann = world.contact(account, "ann@example.org", "", "");

        assertEquals(List.of("ann@example.org"), page(account, "Ann@Example.org"));
        assertEquals(1, ports.contacts().count(account, "ann@example.org"));
        assertEquals(List.of(), ports.contacts().page(account, "ann@example.org", Optional.of(ann), 10));
        assertEquals(List.of("ann@example.org"), page(account, "ann@example.o"));
        assertEquals(2, ports.contacts().count(account, "example.o"));
        assertEquals(List.of(), page(account, "nn@example.org"));
    }
}
