package dev.rebound.engine.ledger;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a ledger event rests on, kept beside it.
 *
 * @param diagnostic what the receiving side said
 * @param rawReport the report as it came, for {@link EvidenceSource#NDR}; stored compressed
 */
public record Evidence(
        EvidenceId id, EvidenceSource source, Instant receivedAt, Diagnostic diagnostic, Optional<byte[]> rawReport) {}
