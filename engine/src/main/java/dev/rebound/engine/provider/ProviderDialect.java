package dev.rebound.engine.provider;

import dev.rebound.parse.provider.ProviderEvent;
import java.util.List;

/** Port: one provider's way to sign and to write events. */
public interface ProviderDialect {

    /** Which provider's it is. */
    Provider provider();

    /**
     * Checks that a call comes from the provider and reads it. Never throws for what a call contains.
     *
     * @param secret of the source; {@link Provider.Proof} says what it is
     */
    Reading read(String secret, ProviderCall call);

    /** What came of reading a call. */
    sealed interface Reading {

        /** It is proven; events that do not matter to a bounce (opens, clicks) are left out. */
        record Events(List<ProviderEvent> events) implements Reading {
            public Events {
                events = List.copyOf(events);
            }
        }

        /** It is proven, but is no call about messages: a test, or a subscription that was confirmed meanwhile. */
        record Nothing() implements Reading {}

        /** It is proven, and the provider has to be asked again: something it needs to be asked failed. */
        record Later() implements Reading {}

        /** It is not proven, or cannot be read. */
        record Refused(Why why) implements Reading {}
    }

    /** Why a call is worth nothing. */
    enum Why {
        /** The signature, password or topic is not the source's. */
        NOT_THEIRS,
        /** It was signed too long ago: somebody may have kept it. */
        TOO_OLD,
        /** It is the provider's, but cannot be read. */
        UNREADABLE
    }
}
