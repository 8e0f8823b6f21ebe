package dev.rebound.engine.contact;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.List;

/**
 * Port: the addresses of contacts. A contact has one that marketing email goes to, and may have others; what bounced at an
 * address stays with the address, wherever that goes. Every method sees one account only. Writes return after commit.
 */
public interface ContactAddresses {

    /** Most addresses of one contact. */
    int ADDRESSES_MAX = 20;

    /** What came of a change. */
    enum Change {
        DONE,
        /** Another contact of the account has the address. */
        TAKEN,
        /** The contact would have more than {@link #ADDRESSES_MAX}. */
        TOO_MANY,
        /** The account has no such contact, or the contact no such address. */
        NOT_FOUND
    }

    /**
     * The contact once for each of its addresses, with what is known of that address: the one that email goes to first.
     * The ids of the others are those of the addresses.
     */
    List<ContactView> addresses(AccountId account, ContactId id);

    /** Gives the contact one more. */
    Change addAddress(AccountId account, ContactId id, EmailAddress address, Instant at);

    /** From now on email goes to this one of its addresses; the one it went to stays. */
    Change makePrimary(AccountId account, ContactId id, ContactId address);

    /** Makes one of the other addresses a contact of its own, with the same names: takes back that it was merged or added. */
    Change detach(AccountId account, ContactId id, ContactId address);

    /**
     * Makes one contact of two: the addresses of the second become others of the first, which keeps its own names unless it has
     * none, and its own properties, with those of the second that it has not. Who has unsubscribed as either is unsubscribed. A sequence that the second goes through goes on with the first, unless that
     * goes through one itself: then the second's ends.
     */
    Change merge(AccountId account, ContactId into, ContactId from, Instant at);

    /** What erasing a contact would erase. */
    Erasable erasable(AccountId account, ContactId id);

    /**
     * What there is of a contact.
     *
     * @param addresses how many it has
     * @param messages how many were sent, or left out, in this account
     * @param waiting how many of them are on their way
     */
    record Erasable(int addresses, long messages, long waiting) {}

    /** Messages to the contact's addresses that must be settled before it can be erased. */
    List<Unsettled> unsettled(AccountId account, ContactId id);

    /**
     * A message that is on its way, or whose bounce the guard holds.
     *
     * @param circuit that holds it; 0 if it is on its way
     */
    record Unsettled(AddressKey address, long message, long circuit) {}

    /**
     * Erases the contact with its addresses for good: its names, its addresses wherever the account has them, the words that
     * servers said of them, and raw reports. What is left of an address is a hash under the installation's key: with the
     * account's suppression, with whether it was unsubscribed, and in the history, so that the figures of emails stay.
     *
     * @return what stands for each address from now on; empty if there is no such contact, or something is unsettled
     */
    List<AddressKey> erase(AccountId account, ContactId id, Instant at);
}
