package dev.rebound.engine.sharing;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import java.util.List;

/**
 * Port: what was lifted elsewhere and could not be lifted here, because the address is bounced globally; the end of that may come
 * years later. Kept for good when a call returns. Holds no address that anybody could read.
 */
public interface WaitingLifts {

    /** Keeps one, in place of an earlier one of the same account and address. */
    void keep(Known.Freed freed);

    /** Those of an address, by account. */
    List<Known.Freed> of(AddressKey address);

    /** Forgets one; nothing if there is none. */
    void forget(AddressKey address, AccountId account);

    /** Whether there is any. */
    boolean any();
}
