package dev.rebound.parse.provider;

import dev.rebound.core.bounce.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What a provider says of one message and recipient.
 *
 * @param kind what happened
 * @param id the provider's own name for it; the same when it is told again
 * @param recipient as the provider writes it
 * @param marks whatever in it may carry our token: envelope sender, Message-ID, metadata; the likeliest first
 * @param diagnostic what the recipient's server said; where nothing is known of that, the provider's own words
 * @param original how the provider sorts it
 * @param content this event alone, as it came
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ProviderEvent(
        Kind kind,
        String id,
        Optional<String> recipient,
        List<String> marks,
        Diagnostic diagnostic,
        Optional<String> original,
        byte[] content) {

    public ProviderEvent {
        marks = List.copyOf(marks);
    }

    /** What can have happened. */
    public enum Kind {
        /** The recipient's server took it. */
        DELIVERED,
        /** The provider is still trying. */
        DEFERRED,
        /** The provider has given up, or never tried. */
        BOUNCED,
        /** The recipient calls it spam. */
        COMPLAINED,
        /** It was answered by a machine. */
        ANSWERED,
        /** The recipient's side asks the sender to confirm. */
        CHALLENGED
    }
}
