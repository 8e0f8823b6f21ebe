package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactAddresses.Change;
import dev.rebound.engine.contact.ContactFilter;
import dev.rebound.engine.contact.ContactFilter.HasProperty;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.NewContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises of finding contacts by what an account keeps of them beside names. */
abstract class PropertySearchContract extends PortContract {

    private ContactId save(AccountId account, String email, Map<String, String> properties) {
        NewContact contact = new NewContact(World.address(email), "", "").with(ContactProperties.of(properties));
        ports.contacts().save(account, List.of(contact), World.NOON);
        return ports.contacts()
                .findByAddress(account, World.address(email).key())
                .orElseThrow()
                .contact()
                .id();
    }

    private static ContactFilter with(String name, String value, String search) {
        return new ContactFilter(search, Optional.of(new HasProperty(name, value)));
    }

    private List<String> page(AccountId account, ContactFilter filter) {
        List<String> page = ports.contacts().page(account, filter, Optional.empty(), 100).stream()
                .map(view -> view.contact().email().text())
                .toList();
        assertEquals(page.size(), ports.contacts().count(account, filter), "counted");
        assertEquals(page.size(), ports.contacts().countUpTo(account, filter), "counted at once");
        return page;
    }

    private List<String> found(AccountId account, String search) {
        return page(account, ContactFilter.searching(search));
    }

    @Test
    void aSearchFindsByTheBeginningsOfWordsOfValues() {
        AccountId account = world.account();
        save(account, "ann@example.org", Map.of("company", "The Lantern GmbH", "公司", "上海灯笼书店"));
        save(account, "bob@example.org", Map.of("company", "Harbour Foods", "notes", "'; drop table contacts; --"));
        save(world.account(), "cyd@example.org", Map.of("company", "Lantern"));

        assertEquals(List.of("ann@example.org"), found(account, "LANT"));
        assertEquals(List.of("ann@example.org"), found(account, "ann gmbh"));
        assertEquals(List.of("ann@example.org"), found(account, "灯笼"));
        assertEquals(List.of("bob@example.org"), found(account, "'; drop"));
        assertEquals(List.of(), found(account, "antern"));
        assertEquals(List.of(), found(account, "company"));
        assertEquals(List.of(), found(account, "lantern harbour"));
    }

    @Test
    void aContactIsFoundByTheValuesItHasNow() {
        AccountId account = world.account();
        ContactId ann = save(account, "ann@example.org", Map.of("company", "Lantern", "city", "Delft"));
        ports.contacts().setProperties(account, ann, Map.of("company", "Harbour", "city", ""));
        ports.contacts().rename(account, ann, "Ann", "Lee");
        save(account, "ann@example.org", Map.of("floor", "Seventh"));

        assertEquals(List.of("ann@example.org"), found(account, "harb lee seventh"));
        assertEquals(List.of("ann@example.org"), page(account, with("company", "harbour", "")));
        assertEquals(List.of("ann@example.org"), page(account, with("floor", "", "")));
        assertEquals(List.of(), found(account, "lantern"));
        assertEquals(List.of(), page(account, with("company", "Lantern", "")));
        assertEquals(List.of(), page(account, with("city", "", "")));
    }

    @Test
    void aFilterAsksForThatValueOfThatPropertyHoweverItIsWritten() {
        AccountId account = world.account();
        save(account, "ann@example.org", Map.of("company", "Lantern  Books", "city", "Delft"));
        save(account, "bob@example.org", Map.of("company", "ＬＡＮＴＥＲＮ books"));
        save(account, "cyd@example.org", Map.of("company", "Lantern Books Delft", "city", "Lantern Books"));
        save(account, "dan@example.org", Map.of("company", "x".repeat(500)));
        List<String> both = List.of("ann@example.org", "bob@example.org");

        assertEquals(both, page(account, with("company", " lantern BOOKS ", "")));
        assertEquals(List.of("cyd@example.org"), page(account, with("city", "lantern books", "")));
        assertEquals(List.of("dan@example.org"), page(account, with("company", "X".repeat(499), "")));
        assertEquals(4, page(account, with("company", "", "")).size());
        assertEquals(List.of(), page(account, with("company", "lantern", "")));
        assertEquals(List.of(), page(account, with("company", "%", "")));
        assertEquals(List.of(), page(account, with("nothing", "", "")));
    }

    @Test
    void wordsAndAPropertyMustBothFitAndAWholeAddressToo() {
        AccountId account = world.account();
        save(account, "ann@example.org", Map.of("city", "Delft"));
        save(account, "bob@example.org", Map.of("city", "Delft"));
        save(account, "ann@example.net", Map.of("city", "Gouda"));

        assertEquals(List.of("ann@example.org"), page(account, with("city", "delft", "an")));
        assertEquals(List.of("ann@example.org", "ann@example.net"), page(account, with("city", "", "an")));
        assertEquals(List.of("ann@example.net"), page(account, with("city", "gouda", "ann@example.net")));
        assertEquals(List.of(), page(account, with("city", "delft", "ann@example.net")));
        assertEquals(List.of(), page(account, with("city", "delft", "!!")));
    }

    @Test
    void mergedDetachedAndErasedContactsAreListedForWhatTheyAre() {
        AccountId account = world.account();
        ContactId ann = save(account, "ann@example.org", Map.of("city", "Delft"));
        ContactId annie = save(account, "annie@example.org", Map.of("city", "Gouda", "floor", "2"));
        assertEquals(Change.DONE, ports.contacts().merge(account, ann, annie, World.NOON));
        assertEquals(List.of(), page(account, with("city", "Gouda", "")));
        assertEquals(List.of("ann@example.org"), page(account, with("floor", "2", "")));

        ports.contacts().detach(account, ann, annie);
        assertEquals(List.of("annie@example.org"), page(account, with("city", "Gouda", "")));
        assertEquals(List.of("annie@example.org"), found(account, "gouda"));

        ports.contacts().erase(account, annie, World.NOON);
        assertEquals(List.of(), page(account, with("city", "Gouda", "")));
        assertEquals(List.of("ann@example.org"), page(account, with("floor", "2", "")));
    }

    /** More than are put in order: whoever has the value lies in order, whoever has any is found on the way. */
    @Test
    void ofManyAPageBeginsBehindTheLastOneAndTheyAreSaidToBeMany() {
        AccountId account = world.account();
        int many = Contacts.COUNTED_MAX + 2;
        List<NewContact> some = new ArrayList<>();
        for (int i = 1; i <= many; i++) {
            String city = i % 2 == 0 ? "Delft" : "Gouda";
            some.add(new NewContact(World.address("p" + i + "@example.org"), "", "")
                    .with(ContactProperties.of(Map.of("country", "Nederland", "city", city))));
            if (some.size() == Contacts.BATCH_MAX || i == many) {
                ports.contacts().save(account, some, World.NOON);
                some.clear();
            }
        }
        for (ContactFilter filter : List.of(
                with("country", "nederland", ""),
                with("country", "", ""),
                with("country", "nederland", "example"),
                with("country", "", "p"))) {
            List<String> first = addresses(account, filter, Optional.empty());
            Optional<ContactId> last = ports.contacts()
                    .findByAddress(account, World.key(first.getLast()))
                    .map(view -> view.contact().id());
            assertEquals("p1000@example.org", first.getLast());
            assertEquals("p1001@example.org", addresses(account, filter, last).getFirst());
            assertEquals(many, ports.contacts().count(account, filter));
            assertEquals(Contacts.COUNTED_MAX + 1, ports.contacts().countUpTo(account, filter));
        }
        assertEquals(many / 2, ports.contacts().count(account, with("city", "delft", "p")));
        assertEquals(List.of("p7@example.org"), page(account, with("country", "", "p7@example.org")));
        assertEquals(List.of("p9998@example.org"), page(account, with("country", "nederland", "p9998")));
        assertEquals(List.of(), page(account, with("country", "belgie", "p9998")));
    }

    private List<String> addresses(AccountId account, ContactFilter filter, Optional<ContactId> after) {
        return ports.contacts().page(account, filter, after, 1_000).stream()
                .map(view -> view.contact().email().text())
                .toList();
    }
}
