package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactAddresses.Change;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises of contacts that have more than one address, and of two that become one. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class ContactAddressesContract extends PortContract {

    private AccountId account;
    private ContactId ann;
    private ContactId annie;

    @BeforeEach
    void twoContacts() {
        account = world.account();
        ann = world.contact(account, "ann@example.org", "Ann", "Lee");
        annie = world.contact(account, "annie@example.com", "Annie", "Li");
    }

    private Contact found(ContactId id) {
        return ports.contacts().find(account, id).orElseThrow().contact();
    }

    private List<String> addresses(ContactId id) {
        return ports.contacts().addresses(account, id).stream()
                .map(view -> view.contact().email().text())
                .toList();
    }

    private ContactId address(String text) {
        return ports.contacts().addresses(account, ann).stream()
                .map(ContactView::contact)
                .filter(part -> part.email().text().equals(text))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void aContactHasOneAddressUntilAnotherIsAdded() {
        assertEquals(List.of("ann@example.org"), addresses(ann));
        assertEquals(
                Change.DONE, ports.contacts().addAddress(account, ann, World.address("ann@home.example"), World.NOON));

        assertEquals(List.of("ann@example.org", "ann@home.example"), addresses(ann));
        assertEquals(2, ports.contacts().count(account, ""));
        assertEquals(1, ports.contacts().count(account, "home.example"));
    }

    @Test
    void anAddressOfAnotherContactIsTaken() {
        assertEquals(
                Change.TAKEN,
                ports.contacts().addAddress(account, ann, World.address("annie@example.com"), World.NOON));
        assertEquals(List.of("ann@example.org"), addresses(ann));
    }

    @Test
    void noContactHasMoreAddressesThanThereMayBe() {
        Change last = Change.DONE;
        for (int i = 0; i < 20; i++) {
            last = ports.contacts().addAddress(account, ann, World.address("a" + i + "@example.net"), World.NOON);
        }

        assertEquals(Change.TOO_MANY, last);
        assertEquals(20, addresses(ann).size());
    }

    @Test
    void emailGoesToTheAddressThatWasMadeThePrimaryOne() {
        ports.contacts().addAddress(account, ann, World.address("ann@home.example"), World.NOON);

        assertEquals(Change.DONE, ports.contacts().makePrimary(account, ann, address("ann@home.example")));

        assertEquals(List.of("ann@home.example", "ann@example.org"), addresses(ann));
        EmailId email = world.sentToEverybody(account);
        assertEquals(
                List.of("ann@home.example", "annie@example.com"),
                world.recipients(account, email).stream()
                        .map(row -> row.address().text())
                        .toList());
    }

    @Test
    void whatBouncedStaysWithTheAddressWhicheverIsPrimary() {
        EmailId email = world.sentToEverybody(account);
        MessageId message = world.recipient(account, email, "ann@example.org").message();
        world.bounce("ann@example.org", message, Reason.UNKNOWN_USER, World.NOON, "550 5.1.1 no");
        ports.contacts().addAddress(account, ann, World.address("ann@home.example"), World.NOON);

        ports.contacts().makePrimary(account, ann, address("ann@home.example"));

        List<ContactView> both = ports.contacts().addresses(account, ann);
        assertEquals(Optional.empty(), both.get(0).suppression());
        assertTrue(both.get(1).suppression().isPresent());
        assertEquals(2, ports.contacts().timeline(account, ann, 10).size());
    }

    @Test
    void twoContactsBecomeOneThatHasTheAddressesOfBoth() {
        assertEquals(Change.DONE, ports.contacts().merge(account, ann, annie, World.NOON));

        assertEquals(List.of("ann@example.org", "annie@example.com"), addresses(ann));
        assertEquals(1, ports.contacts().count(account, ""));
        assertEquals("Ann Lee", found(ann).name());
        assertEquals(ann, found(annie).id());
        assertEquals(
                ann,
                ports.contacts()
                        .findByAddress(account, World.key("annie@example.com"))
                        .orElseThrow()
                        .contact()
                        .id());
    }

    @Test
    void onlyThePrimaryAddressGetsTheNextEmail() {
        ports.contacts().merge(account, ann, annie, World.NOON);

        assertEquals(
                List.of("ann@example.org"),
                world.recipients(account, world.sentToEverybody(account)).stream()
                        .map(row -> row.address().text())
                        .toList());
    }

    @Test
    void whoUnsubscribedAsEitherIsUnsubscribed() {
        ports.contacts().setUnsubscribed(account, annie, Optional.of(World.NOON));

        ports.contacts().merge(account, ann, annie, World.NOON);

        assertEquals(Optional.of(World.NOON), found(ann).unsubscribedAt());
    }

    @Test
    void theOldLinkOfEitherUnsubscribesTheOneThatIsLeft() {
        ports.contacts().merge(account, ann, annie, World.NOON);

        ports.contacts().setUnsubscribed(account, annie, Optional.of(World.NOON));

        assertEquals(Optional.of(World.NOON), found(ann).unsubscribedAt());
    }

    @Test
    void anEmailThatChoseTheOtherGoesToTheOneThatIsLeft() {
        EmailId email = ports.emails()
                .create(
                        account,
                        new dev.rebound.engine.email.EmailDraft(
                                World.content("Chosen"), new Selection.Chosen(List.of(annie))),
                        Optional.empty(),
                        World.NOON);

        ports.contacts().merge(account, ann, annie, World.NOON);
        ports.emails().startSending(account, email, World.NOON);
        ports.emails().acceptNext(email, 100, World.NOON);

        assertEquals(
                List.of("ann@example.org"),
                world.recipients(account, email).stream()
                        .map(row -> row.address().text())
                        .toList());
    }

    @Test
    void anAddressCanBecomeAContactOfItsOwnAgain() {
        ports.contacts().merge(account, ann, annie, World.NOON);

        assertEquals(Change.DONE, ports.contacts().detach(account, ann, annie));

        assertEquals("Annie Li", found(annie).name());
        assertEquals(2, ports.contacts().count(account, ""));
        assertEquals(
                0,
                ports.contacts().page(account, "annie", Optional.empty(), 10).stream()
                        .filter(view -> view.contact().id().equals(ann))
                        .count());
    }

    @Test
    void importingAnAddressThatBelongsToAContactMakesNoNewOne() {
        ports.contacts().merge(account, ann, annie, World.NOON);

        world.contact(account, "annie@example.com", "", "");

        assertEquals(1, ports.contacts().count(account, ""));
    }

    @Test
    void anotherAccountMergesAndChangesNothing() {
        AccountId other = world.account();

        assertEquals(Change.NOT_FOUND, ports.contacts().merge(other, ann, annie, World.NOON));
        assertEquals(Change.NOT_FOUND, ports.contacts().detach(other, ann, annie));
        assertEquals(List.of(), ports.contacts().addresses(other, ann));
        assertEquals(Change.NOT_FOUND, ports.contacts().merge(account, ann, ann, World.NOON));
    }
}
