package dev.rebound.engine.reclassify;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A message that bounced, with everything its verdict rests on.
 *
 * @param verdict what it was judged as
 * @param grounds its deferrals and bounces, in the order of the ledger
 */
public record PastBounce(
        MessageId message, AddressKey address, AccountId account, Verdict verdict, List<Ground> grounds) {

    private static final Set<EvidenceSource> JUDGED_BY_RULES =
            EnumSet.complementOf(EnumSet.of(EvidenceSource.CONNECTION, EvidenceSource.MANUAL));

    public PastBounce {
        grounds = List.copyOf(grounds);
    }

    /** An event and the evidence it rests on, if that was kept. */
    public record Ground(LedgerEvent event, Optional<Evidence> evidence) {}

    /**
     * What it would be judged as, had these rules always been in force. Every piece of evidence is judged again and
     * weighed as it was then: the first counts until one that is permanent comes. What was decided without rules,
     * because no server answered or a person said it, stays.
     */
    public Verdict judgedBy(Function<Diagnostic, Verdict> rules) {
        Optional<Verdict> judged = Optional.empty();
        Optional<Ground> deferral = Optional.empty();
        for (Ground ground : grounds) {
            if (ground.event() instanceof LedgerEvent.Deferred) {
                deferral = Optional.of(ground);
            } else {
                Optional<Verdict> next = verdictOf(ground, deferral, rules);
                judged = judged.filter(known ->
                                next.filter(later -> isWorse(later, known)).isEmpty())
                        .or(() -> next);
            }
        }
        return judged.orElse(verdict);
    }

    private static boolean isWorse(Verdict later, Verdict known) {
        return later.type() == BounceType.HARD && known.type() != BounceType.HARD;
    }

    private static Optional<Verdict> verdictOf(
            Ground ground, Optional<Ground> deferral, Function<Diagnostic, Verdict> rules) {
        return switch (ground.event()) {
            case LedgerEvent.Bounced bounced -> Optional.of(again(ground, bounced.verdict(), rules, true));
            case LedgerEvent.Expired expired ->
                Optional.of(deferral.map(last -> again(last, expired.verdict(), rules, false))
                        .orElse(expired.verdict()));
            default -> Optional.empty();
        };
    }

    /** Whatever it is judged as now, it has ended: a verdict that would have it tried again is that of a soft bounce. */
    private static Verdict again(Ground ground, Verdict recorded, Function<Diagnostic, Verdict> rules, boolean last) {
        Optional<Evidence> judgeable =
                ground.evidence().filter(evidence -> JUDGED_BY_RULES.contains(evidence.source()));
        if (judgeable.isEmpty()) {
            return recorded;
        }
        Verdict verdict = rules.apply(asItWasJudged(judgeable.get(), last));
        return verdict.type() == BounceType.PENDING || !last ? verdict.pending().expired() : verdict;
    }

    /** Of a reply, whether we gave up is ours to say (its code did); of a report it is in the report. */
    private static Diagnostic asItWasJudged(Evidence evidence, boolean last) {
        Diagnostic said = evidence.diagnostic();
        if (evidence.source() != EvidenceSource.SMTP_REPLY) {
            return said;
        }
        return new Diagnostic(
                last ? Diagnostic.Finality.FINAL : Diagnostic.Finality.STILL_TRYING,
                said.code(),
                said.status(),
                said.text(),
                said.command(),
                said.remoteMta());
    }

    /** Whether a verdict says something else; that another rule says the same is no difference. */
    public boolean differsFrom(Verdict other) {
        return verdict.type() != other.type() || verdict.reason() != other.reason() || verdict.fault() != other.fault();
    }
}
