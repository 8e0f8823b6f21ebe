package dev.rebound.engine.ledger;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a ledger event rests on, kept beside it.
 *
 * @param diagnostic what the receiving side said
 * @param tls how the dialogue with the server was protected; known of a reply that was read in this life of the
 *     process, not of one found in the journal
 * @param sentFrom the address of ours that the message left from, as text; known as little as {@code tls} is, and not
 *     kept with the evidence
 * @param rawReport the report or event as it came, for {@link EvidenceSource#NDR} and
 *     {@link EvidenceSource#PROVIDER_EVENT}; stored compressed
 * @param original how a provider sorted it, in the provider's own words; at most {@link #ORIGINAL_LENGTH_MAX} characters
 */
public record Evidence(
        EvidenceId id,
        EvidenceSource source,
        Instant receivedAt,
        Diagnostic diagnostic,
        Optional<TlsState> tls,
        Optional<String> sentFrom,
        Optional<byte[]> rawReport,
        Optional<String> original) {

    /** Longest text kept of how a provider sorted it, in characters. */
    public static final int ORIGINAL_LENGTH_MAX = 300;

    public Evidence {
        original = original.map(
                text -> text.length() > ORIGINAL_LENGTH_MAX ? text.substring(0, ORIGINAL_LENGTH_MAX) : text);
    }

    /** Of no provider. */
    public Evidence(
            EvidenceId id,
            EvidenceSource source,
            Instant receivedAt,
            Diagnostic diagnostic,
            Optional<TlsState> tls,
            Optional<String> sentFrom,
            Optional<byte[]> rawReport) {
        this(id, source, receivedAt, diagnostic, tls, sentFrom, rawReport, Optional.empty());
    }

    /** Of no dialogue and no provider. */
    public Evidence(
            EvidenceId id,
            EvidenceSource source,
            Instant receivedAt,
            Diagnostic diagnostic,
            Optional<byte[]> rawReport) {
        this(id, source, receivedAt, diagnostic, Optional.empty(), Optional.empty(), rawReport);
    }
}
