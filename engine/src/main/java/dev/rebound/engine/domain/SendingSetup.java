package dev.rebound.engine.domain;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * How this installation sends, as far as a receiver can see it.
 *
 * @param keys that sign
 * @param bounceDomain of our return paths: the domain that SPF is asked for
 * @param helloName by which we introduce ourselves, where an address has no name of its own
 * @param addresses that mail leaves from; empty if the system chooses them
 * @param relay whom everything is handed to, if there is somebody
 */
public record SendingSetup(
        List<Key> keys, String bounceDomain, String helloName, List<Source> addresses, Optional<String> relay) {

    public SendingSetup {
        keys = List.copyOf(keys);
        addresses = List.copyOf(addresses);
    }

    /**
     * A DKIM key.
     *
     * @param domain whose mail it signs, and that of the domains below
     * @param name under which it is published, {@code selector._domainkey.domain}
     * @param record its TXT record (RFC 6376, section 3.6.1)
     */
    public record Key(String domain, String name, String record) {

        boolean signs(String author) {
            return author.equals(domain) || author.endsWith("." + domain);
        }
    }

    /** An address that mail leaves from, and by which name. */
    public record Source(InetAddress address, String helloName) {}
}
