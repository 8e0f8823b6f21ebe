package dev.rebound.store.contact;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;

/**
 * An address read back. It was checked when it was stored and is not checked again, so that a row stays
 * readable whatever later versions think of it; whoever sends to it checks.
 */
public final class StoredAddress {

    private StoredAddress() {}

    /** The address as it was written, with the key it was stored under. */
    public static EmailAddress of(String text, String key) {
        int at = text.lastIndexOf('@');
        return new EmailAddress(text.substring(0, Math.max(at, 0)), text.substring(at + 1), new AddressKey(key));
    }
}
