package dev.rebound.engine.inbox;

import dev.rebound.core.address.EmailAddress;
import java.util.Optional;

/** Port: finds the mail servers of an address by what its domain says of itself. Blocks the calling (virtual) thread, for a bounded time. */
public interface ServerSearch {

    /** The servers of an address; empty if its domain does not say. */
    Optional<Found> find(EmailAddress address);

    /**
     * What was found.
     *
     * @param provider the provider, if it is a known one
     * @param user the name to sign in by
     */
    record Found(MailServers servers, Optional<MailProvider> provider, String user, By by) {}

    /** What said so. */
    enum By {
        /** The list of known providers, by domain or mail exchanger. */
        KNOWN,
        /** SRV records (RFC 6186, RFC 8314). */
        SRV,
        /** The domain's own {@code config-v1.1.xml}. */
        AUTOCONFIG
    }
}
