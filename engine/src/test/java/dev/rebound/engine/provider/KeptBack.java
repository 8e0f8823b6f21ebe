package dev.rebound.engine.provider;

import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.Quarantine;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A quarantine that remembers what was put into it. */
final class KeptBack implements Quarantine {

    private final List<ReturnedMail> mails = new ArrayList<>();
    private final List<QuarantineReason> reasons = new ArrayList<>();
    private final List<EvidenceGrade> grades = new ArrayList<>();

    List<ReturnedMail> mails() {
        return mails;
    }

    List<QuarantineReason> reasons() {
        return reasons;
    }

    List<EvidenceGrade> grades() {
        return grades;
    }

    @Override
    public CompletableFuture<Void> keep(ReturnedMail mail, QuarantineReason why, EvidenceGrade grade) {
        mails.add(mail);
        reasons.add(why);
        grades.add(grade);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<QuarantinedMail> page(QuarantineFilter filter, Optional<Long> before, int limit) {
        return List.of();
    }

    @Override
    public Optional<ReturnedMail> find(long id) {
        return Optional.empty();
    }

    @Override
    public long count() {
        return mails.size();
    }

    @Override
    public long count(QuarantineFilter filter) {
        return mails.size();
    }

    @Override
    public Map<QuarantineReason, Long> countsByReason() {
        return reasons.stream().collect(Collectors.groupingBy(why -> why, Collectors.counting()));
    }

    @Override
    public Map<EvidenceGrade, Long> countsByGrade() {
        return grades.stream().collect(Collectors.groupingBy(grade -> grade, Collectors.counting()));
    }

    @Override
    public List<PeerCount> countsByPeer(int limit) {
        return List.of();
    }

    @Override
    public int forgetBefore(Instant moment, int limit) {
        return 0;
    }
}
