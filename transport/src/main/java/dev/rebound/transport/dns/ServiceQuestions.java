package dev.rebound.transport.dns;

import java.util.List;

/** Asks DNS where a service of a domain is (RFC 2782). Thread-safe; blocks the calling (virtual) thread. */
public interface ServiceQuestions {

    /**
     * The best place first; empty if there is none, the domain says that there is none, or DNS does not answer.
     *
     * @param service with its protocol, for example {@code _imaps._tcp}
     */
    List<Place> services(String service, String domain);

    /** The domain's mail exchangers, the best first; empty if there are none. */
    List<String> exchangers(String domain);

    /**
     * Where a service is.
     *
     * @param host lower case, without a trailing dot
     */
    record Place(String host, int port) {}
}
