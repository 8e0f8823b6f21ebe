package dev.rebound.engine.provider;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One call of our endpoint, as it came.
 *
 * @param url the address that was called, as the provider knows it; some sign it too
 * @param headers by their names in lower case; those whose names matter to a provider, no others need be there
 * @param body at most {@link #BODY_OCTETS_MAX}
 * @param receivedAt by the wall clock, as providers sign
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ProviderCall(String url, Map<String, String> headers, byte[] body, Instant receivedAt) {

    /** Most of a body. Mailchimp sends up to 1,000 events at once, SendGrid at most 768 KB. */
    public static final int BODY_OCTETS_MAX = 5_000_000;

    public ProviderCall {
        headers = Map.copyOf(headers);
    }

    /** A header. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
