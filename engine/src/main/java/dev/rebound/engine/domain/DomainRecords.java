package dev.rebound.engine.domain;

import java.net.InetAddress;
import java.util.List;

/** Port: questions to DNS. Thread-safe; each blocks the calling (virtual) thread until there is an answer, or none in time. */
public interface DomainRecords {

    /** The TXT records of a name, each with its parts joined (RFC 7208, section 3.3). */
    Answer<String> texts(String name);

    /**
     * The hosts that take mail for a domain, the preferred first: its MX records, or itself if it has none but an address (RFC 5321,
     * section 5.1). A domain that says it takes no mail (RFC 7505) has {@code "."} only.
     */
    Answer<String> mailHosts(String domain);

    /** The names that an address has (PTR) and that lead back to it (RFC 8601, section 2.7.3, calls that iprev). */
    Answer<String> namesOf(InetAddress address);

    /** What SPF says of mail with return paths of a domain that comes from an address (RFC 7208, section 4). */
    SpfResult spf(InetAddress from, String domain, String helloName);

    /** What came of a question. */
    sealed interface Answer<T> {

        /** Never empty. */
        record Found<T>(List<T> all) implements Answer<T> {
            public Found {
                all = List.copyOf(all);
            }
        }

        /** There is none. */
        record None<T>() implements Answer<T> {}

        /** DNS did not say. */
        record Unknown<T>(String detail) implements Answer<T> {}
    }

    /** Results of RFC 7208, section 2.6. */
    enum SpfResult {
        NONE,
        NEUTRAL,
        PASS,
        FAIL,
        SOFTFAIL,
        TEMPERROR,
        PERMERROR
    }
}
