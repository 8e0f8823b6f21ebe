package dev.rebound.classify;

import java.util.Arrays;
import java.util.Map;

/**
 * The packs of providers, by the domains that their servers stand in.
 *
 * <p>A name is read once from its end and hashed on the way, so that no domain is cut out of it to be
 * looked up; the longest domain known decides. Immutable; thread-safe.
 */
final class Hosts {

    private static final int NOBODY = -1;

    /** An empty place of the hash table: no domain is empty. */
    private static final String FREE = "";

    private final String[] domains;
    private final int[] packs;

    /** Of domains and the numbers of their packs. */
    Hosts(Map<String, Integer> packByDomain) {
        // half empty at least, so that few places are looked at
        int size = Integer.highestOneBit(packByDomain.size() + 1) * 4;
        domains = new String[size];
        packs = new int[size];
        Arrays.fill(domains, FREE);
        packByDomain.forEach(this::put);
    }

    private void put(String domain, int pack) {
        int hash = 0;
        for (int at = domain.length() - 1; at >= 0; at--) {
            hash = hash(hash, domain.charAt(at));
        }
        int place = place(hash);
        while (!domains[place].isEmpty()) {
            place = next(place);
        }
        domains[place] = domain;
        packs[place] = pack;
    }

    private static int hash(int before, char c) {
        return 31 * before + c;
    }

    private int place(int hash) {
        return (hash ^ hash >>> 15) & (domains.length - 1);
    }

    private int next(int place) {
        return (place + 1) & (domains.length - 1);
    }

    /** The pack of the provider that a host name belongs to, or -1. */
    int packOf(String host) {
        int pack = NOBODY;
        int hash = 0;
        for (int at = host.length() - 1; at >= 0; at--) {
            hash = hash(hash, host.charAt(at));
            if (at == 0 || host.charAt(at - 1) == '.') {
                int found = packOf(host, at, hash);
                pack = found == NOBODY ? pack : found;
            }
        }
        return pack;
    }

    private int packOf(String host, int from, int hash) {
        for (int place = place(hash); !domains[place].isEmpty(); place = next(place)) {
            String domain = domains[place];
            if (domain.length() == host.length() - from && host.endsWith(domain)) {
                return packs[place];
            }
        }
        return NOBODY;
    }
}
