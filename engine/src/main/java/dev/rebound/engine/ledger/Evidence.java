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
 * @param rawReport the report as it came, for {@link EvidenceSource#NDR}; stored compressed
 */
public record Evidence(
        EvidenceId id,
        EvidenceSource source,
        Instant receivedAt,
        Diagnostic diagnostic,
        Optional<TlsState> tls,
        Optional<String> sentFrom,
        Optional<byte[]> rawReport) {

    /** Of no dialogue. */
    public Evidence(
            EvidenceId id,
            EvidenceSource source,
            Instant receivedAt,
            Diagnostic diagnostic,
            Optional<byte[]> rawReport) {
        this(id, source, receivedAt, diagnostic, Optional.empty(), Optional.empty(), rawReport);
    }
}
