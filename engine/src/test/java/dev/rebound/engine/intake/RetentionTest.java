package dev.rebound.engine.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.memory.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Duration QUARANTINED = Duration.ofDays(90);
    private static final Duration REPORTS = Duration.ofDays(365);

    private final HandClock clock = new HandClock();
    private final Shelf quarantined = new Shelf();
    private final Shelf reports = new Shelf();
    private final Retention retention = new Retention(
            new ShelvedQuarantine(quarantined),
            reports::forgetBefore,
            new Retention.KeptFor(QUARANTINED, REPORTS),
            clock);

    /** When things came, and how many were forgotten at a time. */
    private static final class Shelf {
        private final List<Instant> kept = new ArrayList<>();
        private final List<Integer> limits = new ArrayList<>();

        int forgetBefore(Instant moment, int limit) {
            limits.add(limit);
            List<Instant> old = kept.stream()
                    .filter(came -> came.isBefore(moment))
                    .sorted()
                    .limit(limit)
                    .toList();
            old.forEach(kept::remove);
            return old.size();
        }
    }

    private record ShelvedQuarantine(Shelf shelf) implements Quarantine {
        @Override
        public CompletableFuture<Void> keep(ReturnedMail mail, QuarantineReason why, EvidenceGrade grade) {
            shelf.kept.add(mail.receivedAt());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<QuarantinedMail> page(QuarantineFilter filter, Optional<Long> before, int limit) {
            return List.of();
        }

        @Override
        public long count(QuarantineFilter filter) {
            return count();
        }

        @Override
        public Map<QuarantineReason, Long> countsByReason() {
            return Map.of();
        }

        @Override
        public Map<EvidenceGrade, Long> countsByGrade() {
            return Map.of();
        }

        @Override
        public List<PeerCount> countsByPeer(int limit) {
            return List.of();
        }

        @Override
        public Optional<ReturnedMail> find(long id) {
            return Optional.empty();
        }

        @Override
        public long count() {
            return shelf.kept.size();
        }

        @Override
        public int forgetBefore(Instant moment, int limit) {
            return shelf.forgetBefore(moment, limit);
        }
    }

    @Test
    void eachKindIsKeptForItsOwnTime() {
        quarantined.kept.add(clock.instant());
        reports.kept.add(clock.instant());

        clock.turn(QUARANTINED);
        retention.run();
        List<Integer> atTheLimit = List.of(quarantined.kept.size(), reports.kept.size());
        clock.turn(Duration.ofSeconds(1));
        retention.run();
        List<Integer> pastIt = List.of(quarantined.kept.size(), reports.kept.size());
        clock.turn(REPORTS);
        retention.run();

        assertEquals(List.of(1, 1), atTheLimit);
        assertEquals(List.of(0, 1), pastIt);
        assertEquals(List.of(), reports.kept);
    }

    @Test
    void whatIsDueIsForgottenAltogetherAndSomeAtATime() {
        for (int i = 0; i < 1_700; i++) {
            reports.kept.add(clock.instant().plusMillis(i));
        }
        Instant young = clock.instant().plus(REPORTS);
        reports.kept.add(young);

        clock.turn(REPORTS.plusSeconds(10));
        retention.run();

        assertEquals(List.of(young), reports.kept);
        assertTrue(reports.limits.size() > 3, "everything was forgotten in one transaction");
    }
}
