package dev.rebound.engine.contact;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: contacts. Every method sees one account only. Writes return after commit. */
public interface Contacts extends ContactAddresses, OwnProperties {

    /** Most contacts of one {@link #save} call. */
    int BATCH_MAX = 5_000;

    /** So many that a search finds are counted while somebody waits. */
    int COUNTED_MAX = 10_000;

    /** Adds or updates, in one transaction; the later of two rows with one address wins. */
    Saved save(AccountId account, List<NewContact> contacts, Instant at);

    /** How many of a batch were new. */
    record Saved(int added, int updated) {}

    /** One contact with its address's state; one that was merged into another is that other. */
    Optional<ContactView> find(AccountId account, ContactId id);

    /** The contact with this address, be it the one that email goes to or another of its own. */
    Optional<ContactView> findByAddress(AccountId account, AddressKey address);

    /** Gives the contact another address; false if another contact of the account has it. */
    boolean changeAddress(AccountId account, ContactId id, EmailAddress address);

    /** Gives the contact other names, also empty ones; does nothing if the account has no such contact. */
    void rename(AccountId account, ContactId id, String firstName, String lastName);

    /** Marks or unmarks a contact as unsubscribed. */
    void setUnsubscribed(AccountId account, ContactId id, Optional<Instant> at);

    /**
     * Contacts in the order of their ids.
     *
     * @param after only those with a greater id
     * @param limit 1 to 1,000
     */
    List<ContactView> page(AccountId account, ContactFilter filter, Optional<ContactId> after, int limit);

    /** The same of those that a search finds. */
    default List<ContactView> page(AccountId account, String search, Optional<ContactId> after, int limit) {
        return page(account, ContactFilter.searching(search), after, limit);
    }

    /** How many there are; a filter that many fit goes through all. */
    long count(AccountId account, ContactFilter filter);

    /** The same of those that a search finds. */
    default long count(AccountId account, String search) {
        return count(account, ContactFilter.searching(search));
    }

    /** The same at once: of a filter that more than {@link #COUNTED_MAX} may fit it says one more than that. */
    long countUpTo(AccountId account, ContactFilter filter);

    /** What happened to the contact's addresses in this account, newest first. */
    List<TimelineEntry> timeline(AccountId account, ContactId id, int limit);
}
