package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactAddresses.Change;
import dev.rebound.engine.contact.ContactFilter;
import dev.rebound.engine.contact.ContactFilter.HasProperty;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.contact.OwnProperties.UnfinishedChange;
import dev.rebound.engine.contact.PropertyChange;
import dev.rebound.engine.contact.PropertyUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store promises of what an account keeps of contacts beside names. */
abstract class OwnPropertiesContract extends PortContract {

    private static final String HOSTILE = "\"}; drop table contacts; -- ' \\ {{email}} <b>\ud83d\ude00 漢字 %s";

    private ContactId save(AccountId account, String email, Map<String, String> properties) {
        NewContact contact = new NewContact(World.address(email), "", "").with(ContactProperties.of(properties));
        ports.contacts().save(account, List.of(contact), World.NOON);
        return find(account, email).id();
    }

    private Contact find(AccountId account, String email) {
        return ports.contacts()
                .findByAddress(account, World.address(email).key())
                .map(ContactView::contact)
                .orElseThrow();
    }

    private Map<String, String> of(AccountId account, String email) {
        return find(account, email).properties().values();
    }

    @Test
    void theyAreReadBackAsTheyWereSavedWhateverTheySay() {
        AccountId account = world.account();
        save(account, "ann@example.org", Map.of("company", HOSTILE, "公司", "灯笼书店"));

        assertEquals(Map.of("company", HOSTILE, "公司", "灯笼书店"), of(account, "ann@example.org"));
        assertEquals(Set.of("company", "公司"), ports.contacts().propertyNames(account));
    }

    @Test
    void savingAgainAddsAndChangesAndTakesNothingAway() {
        AccountId account = world.account();
        save(account, "ann@example.org", Map.of("company", "Lantern", "city", "Delft"));
        save(account, "ann@example.org", Map.of("city", "Leiden", "floor", "2"));
        save(account, "ann@example.org", Map.of());

        assertEquals(Map.of("company", "Lantern", "city", "Leiden", "floor", "2"), of(account, "ann@example.org"));
    }

    @Test
    void changingSomeLeavesTheOthersAndTheName() {
        AccountId account = world.account();
        ContactId ann = world.contact(account, "ann@example.org", "Ann", "Lee");
        ports.contacts().setProperties(account, ann, Map.of("company", "Lantern", "city", "Delft"));
        ports.contacts().setProperties(account, ann, Map.of("company", "", "floor", "2"));

        assertEquals(Map.of("city", "Delft", "floor", "2"), of(account, "ann@example.org"));
        assertEquals("Ann Lee", find(account, "ann@example.org").name());
        assertEquals(Set.of("city", "company", "floor"), ports.contacts().propertyNames(account));
    }

    @Test
    void anotherNameOrAddressLeavesThem() {
        AccountId account = world.account();
        ContactId ann = save(account, "ann@example.org", Map.of("city", "Delft"));
        ports.contacts().rename(account, ann, "Ann", "");
        ports.contacts().changeAddress(account, ann, World.address("ann@example.net"));

        assertEquals(Map.of("city", "Delft"), of(account, "ann@example.net"));
    }

    @Test
    void noOtherAccountSeesOrChangesThem() {
        AccountId account = world.account();
        AccountId other = world.account();
        ContactId ann = save(account, "ann@example.org", Map.of("city", "Delft"));
        ports.contacts().setProperties(other, ann, Map.of("city", "Gouda", "spy", "x"));

        assertEquals(Map.of("city", "Delft"), of(account, "ann@example.org"));
        assertEquals(Set.of(), ports.contacts().propertyNames(other));
    }

    @Test
    void ofTwoContactsThatBecomeOneTheFirstsCountAndTheSecondsComplete() {
        AccountId account = world.account();
        ContactId ann = save(account, "ann@example.org", Map.of("city", "Delft"));
        ContactId annie = save(account, "annie@example.org", Map.of("city", "Gouda", "floor", "2"));

        assertEquals(Change.DONE, ports.contacts().merge(account, ann, annie, World.NOON));
        assertEquals(Map.of("city", "Delft", "floor", "2"), of(account, "ann@example.org"));
        ports.contacts().detach(account, ann, annie);
        assertEquals(Map.of("city", "Gouda", "floor", "2"), of(account, "annie@example.org"));
    }

    @Test
    void anErasedContactHasNone() {
        AccountId account = world.account();
        ContactId ann = save(account, "ann@example.org", Map.of("city", "Delft"));
        ContactId annie = save(account, "annie@example.org", Map.of("floor", "2"));
        ports.contacts().merge(account, ann, annie, World.NOON);
        ports.contacts().erase(account, ann, World.NOON);

        save(account, "ann@example.org", Map.of());
        assertEquals(Map.of(), of(account, "ann@example.org"));
        assertEquals(
                0,
                ports.contacts().page(account, "", Optional.empty(), 10).stream()
                        .filter(view -> !view.contact().properties().isEmpty())
                        .count());
    }

    private int changeAll(AccountId account, String name, PropertyChange change) {
        assertTrue(ports.contacts().begin(account, name, change));
        assertEquals(
                List.of(new UnfinishedChange(account, name)), ports.contacts().unfinishedChanges());
        int changed = 0;
        int portion = ports.contacts().advance(account, name, 2);
        while (portion > 0) {
            changed += portion;
            portion = ports.contacts().advance(account, name, 2);
        }
        assertEquals(List.of(), ports.contacts().unfinishedChanges());
        return changed;
    }

    private List<String> found(AccountId account, String search, Optional<HasProperty> property) {
        return ports.contacts().page(account, new ContactFilter(search, property), Optional.empty(), 10).stream()
                .map(view -> view.contact().email().text())
                .toList();
    }

    @Test
    void aPropertyIsRenamedForAllContactsAndTheirOtherAddresses() {
        AccountId account = world.account();
        AccountId other = world.account();
        save(other, "ann@example.org", Map.of("city", "Delft"));
        ContactId ann = save(account, "ann@example.org", Map.of("city", "Delft", "floor", "2"));
        ContactId annie = save(account, "annie@example.org", Map.of("city", "Gouda"));
        save(account, "bob@example.org", Map.of("city", "\"city\":\"Breda\""));
        save(account, "cyd@example.org", Map.of("floor", "\"city\":"));
        ports.contacts().merge(account, ann, annie, World.NOON);

        assertEquals(3, changeAll(account, "city", new PropertyChange.Rename("town")));
        assertEquals(Map.of("town", "Delft", "floor", "2"), of(account, "ann@example.org"));
        assertEquals(Map.of("town", "\"city\":\"Breda\""), of(account, "bob@example.org"));
        assertEquals(Map.of("floor", "\"city\":"), of(account, "cyd@example.org"));
        assertEquals(Set.of("floor", "town"), ports.contacts().propertyNames(account));
        assertEquals(
                List.of(new PropertyUse("floor", 2, Optional.empty()), new PropertyUse("town", 2, Optional.empty())),
                ports.contacts().propertyUses(account));
        assertEquals(
                List.of("ann@example.org"), found(account, "delft", Optional.of(new HasProperty("town", "delft"))));
        ports.contacts().detach(account, ann, annie);
        assertEquals(Map.of("town", "Gouda"), of(account, "annie@example.org"));
        assertEquals(Map.of("city", "Delft"), of(other, "ann@example.org"));
    }

    @Test
    void aPropertyIsRemovedWithAllItsValuesAndNothingIsFoundByThem() {
        AccountId account = world.account();
        ContactId ann = save(account, "ann@example.org", Map.of("city", "Delft", "floor", "2"));
        ContactId annie = save(account, "annie@example.org", Map.of("city", "Gouda"));
        save(account, "bob@example.org", Map.of("city", "Breda"));
        ports.contacts().merge(account, ann, annie, World.NOON);

        assertEquals(3, changeAll(account, "city", new PropertyChange.Removal()));
        assertEquals(Map.of("floor", "2"), of(account, "ann@example.org"));
        assertEquals(Map.of(), of(account, "bob@example.org"));
        assertEquals(Set.of("floor"), ports.contacts().propertyNames(account));
        assertEquals(List.of(), found(account, "delft", Optional.empty()));
        assertEquals(List.of(), found(account, "", Optional.of(new HasProperty("city", ""))));
        ports.contacts().detach(account, ann, annie);
        assertEquals(Map.of(), of(account, "annie@example.org"));
    }

    @Test
    void whatIsSavedByTheOldNameMeanwhileIsChangedTooAndByTheNewNameStays() {
        AccountId account = world.account();
        ContactId ann = save(account, "ann@example.org", Map.of("city", "Delft"));
        assertTrue(ports.contacts().begin(account, "city", new PropertyChange.Rename("town")));
        assertEquals(Set.of("town"), ports.contacts().propertyNames(account));
        save(account, "bob@example.org", Map.of("city", "Breda"));
        ports.contacts().setProperties(account, ann, Map.of("town", "Leiden"));
        while (ports.contacts().advance(account, "city", 1) > 0) {
            assertEquals(1, ports.contacts().unfinishedChanges().size());
        }

        assertEquals(Map.of("town", "Leiden"), of(account, "ann@example.org"));
        assertEquals(Map.of("town", "Breda"), of(account, "bob@example.org"));
    }

    @Test
    void onlyOneIsChangedAtATimeToANameThatIsFreeAndNoneOfAnotherAccount() {
        AccountId account = world.account();
        save(account, "ann@example.org", Map.of("city", "Delft", "floor", "2"));
        PropertyChange.Rename town = new PropertyChange.Rename("town");

        assertFalse(ports.contacts().begin(account, "company", town));
        assertFalse(ports.contacts().begin(world.account(), "city", town));
        assertFalse(ports.contacts().begin(account, "city", new PropertyChange.Rename("floor")));
        assertFalse(ports.contacts().begin(account, "city", new PropertyChange.Rename("city")));
        assertTrue(ports.contacts().begin(account, "city", town));
        assertFalse(ports.contacts().begin(account, "city", new PropertyChange.Removal()));
        assertFalse(ports.contacts().begin(account, "floor", new PropertyChange.Removal()));
        assertEquals(
                Optional.of(town),
                ports.contacts().propertyUses(account).getFirst().change());
        assertEquals(0, ports.contacts().advance(account, "floor", 10));
    }
}
