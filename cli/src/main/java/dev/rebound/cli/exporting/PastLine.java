package dev.rebound.cli.exporting;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Diagnostic.Finality;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.feed.retold.Retelling;
import dev.rebound.feed.seen.Grounds;
import dev.rebound.feed.seen.SeenWriter;
import dev.rebound.store.ledger.PastEvent;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** An event of the ledger as a line that the stream job reads, with what it rests on. */
final class PastLine {

    /** What was decided without rules cannot be judged by others. */
    private static final Set<EvidenceSource> JUDGED_BY_RULES =
            EnumSet.complementOf(EnumSet.of(EvidenceSource.CONNECTION, EvidenceSource.MANUAL));

    private static final Set<EvidenceSource> REPORTS =
            EnumSet.of(EvidenceSource.NDR, EvidenceSource.NDR_WITHOUT_TOKEN, EvidenceSource.INBOX_NDR);

    private final Retelling retelling;
    private final boolean withReports;

    PastLine(Retelling retelling, boolean withReports) {
        this.retelling = retelling;
        this.withReports = withReports;
    }

    /** The line; empty if the event follows from others. */
    Optional<byte[]> of(PastEvent past, Optional<LedgerEvent> next) {
        return retelling.seen(past.event(), next, past.email()).map(seen -> SeenWriter.write(seen, grounds(past)));
    }

    private Grounds grounds(PastEvent past) {
        return past.evidence()
                .map(evidence -> new Grounds(said(past.event(), evidence), report(evidence)))
                .orElse(Grounds.NONE);
    }

    private static Optional<Diagnostic> said(LedgerEvent event, Evidence evidence) {
        boolean isJudged = event instanceof LedgerEvent.Deferred || event instanceof LedgerEvent.Bounced;
        return isJudged && JUDGED_BY_RULES.contains(evidence.source())
                ? Optional.of(asItWasJudged(event, evidence))
                : Optional.empty();
    }

    /** Of a reply, whether we gave up is ours to say; of a report it is in the report. */
    private static Diagnostic asItWasJudged(LedgerEvent event, Evidence evidence) {
        Diagnostic said = evidence.diagnostic();
        return evidence.source() != EvidenceSource.SMTP_REPLY
                ? said
                : new Diagnostic(
                        event instanceof LedgerEvent.Bounced ? Finality.FINAL : Finality.STILL_TRYING,
                        said.code(),
                        said.status(),
                        said.text(),
                        said.command(),
                        said.remoteMta());
    }

    private Optional<byte[]> report(Evidence evidence) {
        return withReports && REPORTS.contains(evidence.source()) ? evidence.rawReport() : Optional.empty();
    }
}
