package dev.rebound.engine.contact;

import dev.rebound.core.ledger.AccountId;
import java.util.Map;
import java.util.SortedSet;

/** Port: what accounts keep of their contacts beside names. Every method sees one account only. Writes return after commit. */
public interface OwnProperties {

    /** The names that contacts of the account have, or had, properties by. */
    SortedSet<String> propertyNames(AccountId account);

    /**
     * Changes those of one contact that are named; an empty value takes one away. Does nothing if the account has no such contact.
     * Whoever calls has seen to it that there is {@linkplain ContactProperties#isRoomFor room}, for the names too.
     */
    void setProperties(AccountId account, ContactId id, Map<String, String> changes);
}
