package dev.rebound.engine.contact;

import dev.rebound.core.ledger.AccountId;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** Port: what accounts keep of their contacts beside names. Every method sees one account only. Writes return after commit. */
public interface OwnProperties {

    /** The names that contacts of the account have, or had, properties by; without those that are about to go. */
    SortedSet<String> propertyNames(AccountId account);

    /**
     * Changes those of one contact that are named; an empty value takes one away. Does nothing if the account has no such contact.
     * Whoever calls has seen to it that there is {@linkplain ContactProperties#isRoomFor room}, for the names too.
     */
    void setProperties(AccountId account, ContactId id, Map<String, String> changes);

    /** The same names with how many have each, and those that are about to go. */
    List<PropertyUse> propertyUses(AccountId account);

    /**
     * Begins to change a property of all contacts; {@link #advance} does it.
     *
     * @return false, and nothing has begun, if the account has no such property, one is being changed already, or the name that it
     *     should have is taken
     */
    boolean begin(AccountId account, String name, PropertyChange change);

    /**
     * Goes on with a change that has begun, by the next contacts. Who asks again, after a crash too, goes on behind the last one.
     *
     * @return how many contacts were changed; 0 once the name is gone
     */
    int advance(AccountId account, String name, int limit);

    /** Properties whose change has begun and is not at its end, of all accounts. */
    List<UnfinishedChange> unfinishedChanges();

    /** One of them. */
    record UnfinishedChange(AccountId account, String name) {}
}
