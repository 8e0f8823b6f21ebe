package dev.rebound.server.contact;

import dev.rebound.core.address.AddressKey;
import java.util.Arrays;

/**
 * Remembers which addresses a file has had, in 8 octets each: a set of 64-bit hashes. Two different
 * addresses with one hash (a chance of about one in 40 million for a file of a million lines) make the
 * count of repeated rows wrong by one, and nothing else. Not thread-safe.
 */
final class SeenAddresses {

    private static final int SLOTS_AT_START = 1 << 12;

    private long[] slots = new long[SLOTS_AT_START];
    private int filled;

    /** True if the address is new to the set. */
    boolean add(AddressKey address) {
        if (filled * 2 >= slots.length) {
            grow();
        }
        boolean added = put(slots, hash(address.value()));
        filled += added ? 1 : 0;
        return added;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        Arrays.stream(slots).filter(hash -> hash != 0).forEach(hash -> put(larger, hash));
        slots = larger;
    }

    private static boolean put(long[] into, long hash) {
        int slot = (int) (hash >>> 32) & (into.length - 1);
        while (into[slot] != 0) {
            if (into[slot] == hash) {
                return false;
            }
            slot = (slot + 1) & (into.length - 1);
        }
        into[slot] = hash;
        return true;
    }

    /** FNV-1a over the characters, then the finishing steps of MurmurHash3; never 0, which marks a free slot. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
