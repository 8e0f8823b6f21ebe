package dev.rebound.engine.metrics;

import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.ledger.EvidenceSource;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * What came in from outside of late. Only so many of the newest are looked at, so that asking costs the same however much is kept.
 *
 * @param reports reports by mail and events of providers that were taken as evidence and are still kept as they came, by what they
 *     are; what none came of is missing
 * @param quarantined what proved too little, by why
 */
public record Intake(Map<EvidenceSource, Came> reports, Map<QuarantineReason, Came> quarantined) {

    /** So many of the newest reports are looked at, and as much of the quarantine. */
    public static final int NEWEST_MAX = 5_000;

    public Intake {
        reports = Map.copyOf(reports);
        quarantined = Map.copyOf(quarantined);
    }

    /**
     * How much of something.
     *
     * @param number since the moment that was asked about
     * @param last when the newest came, also if that was before
     */
    public record Came(long number, Instant last) {}

    /** Whether there may be more than what was looked at. */
    public static boolean isCut(Collection<Came> came) {
        return numberOf(came) >= NEWEST_MAX;
    }

    /** All of it together. */
    public static long numberOf(Collection<Came> came) {
        return came.stream().mapToLong(Came::number).sum();
    }
}
