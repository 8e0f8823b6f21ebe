package dev.rebound.transport.dns;

import java.net.InetAddress;
import java.util.List;

/** What else than mail hosts is asked of DNS. Thread-safe; blocks the calling (virtual) thread. */
public interface NameQuestions {

    /** The TXT records of a name, each with its parts joined. */
    Texts texts(String name);

    /** Where a host is that a stranger named, as far as we may connect there. */
    Addresses addresses(String host);

    /** What came of asking for TXT records. */
    sealed interface Texts {

        /** Never empty. */
        record Found(List<String> texts) implements Texts {}

        /** There is none. */
        record None() implements Texts {}

        /** DNS did not say. */
        record Unknown(String detail) implements Texts {}
    }

    /** What came of asking for addresses. */
    sealed interface Addresses {

        /** In the order to be tried; never empty. */
        record At(List<InetAddress> addresses) implements Addresses {}

        /** There is none, or none we may connect to. */
        record None(String why) implements Addresses {}
    }
}
