package dev.rebound.server.performance;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.email.BounceCause;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailFigures.DomainFigures;
import dev.rebound.server.chart.Tone;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.web.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Puts an email's figures into sentences, the largest first, each with the recipients behind it. */
final class Storyteller {

    /** Sentences told of each kind. */
    private static final int TOLD_MAX = 6;
    /** A domain is worth a sentence if it had this many messages and bounced this share of them. */
    private static final int DOMAIN_SENT_MIN = 5;

    private static final double DOMAIN_BOUNCED_MIN = 0.5;

    /** A common cause is told if it has this share of what was looked at, and is more than chance. */
    private static final double CAUSE_SHARE_MIN = 0.5;

    private static final int CAUSE_NUMBER_MIN = 2;

    private final Wording wording;
    private final String recipients;
    private final String fromDomain;
    private final List<BounceCause> causes;

    /**
     * @param recipients address of the recipients page of the email
     * @param fromDomain what the email was written from
     */
    Storyteller(Wording wording, String recipients, String fromDomain, List<BounceCause> causes) {
        this.wording = wording;
        this.recipients = recipients;
        this.fromDomain = fromDomain;
        this.causes = causes;
    }

    List<Happening> tell(EmailFigures figures) {
        List<Happening> told = new ArrayList<>();
        largest(figures.hardReasons())
                .forEach(entry -> told.add(bounced(entry.getKey(), entry.getValue(), Tone.HARD, "HARD")));
        largest(figures.softReasons())
                .forEach(entry -> told.add(bounced(entry.getKey(), entry.getValue(), Tone.SOFT, "SOFT")));
        figures.domains().stream()
                .filter(Storyteller::isStriking)
                .limit(TOLD_MAX)
                .forEach(domain -> told.add(domain(domain)));
        largest(figures.pendingReasons()).forEach(entry -> told.add(pending(entry.getKey(), entry.getValue())));
        largest(figures.notSent()).forEach(entry -> told.add(leftOut(entry.getKey(), entry.getValue())));
        return told;
    }

    private static <K extends Comparable<K>> List<Map.Entry<K, Long>> largest(Map<K, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOLD_MAX)
                .toList();
    }

    private Happening bounced(Reason reason, long count, Tone tone, String group) {
        return new Happening(
                tone,
                wording.text("happened." + reason, count),
                causeOf(reason, BounceType.valueOf(group)),
                wording.text("happened." + reason + ".advice"),
                recipients + "?group=" + group + "&reason=" + reason);
    }

    /** Who does not know the addressee says all there is to be said; for every other reason it matters who refused, and why. */
    private String causeOf(Reason reason, BounceType type) {
        return causes.stream()
                .filter(cause -> cause.reason() == reason && cause.type() == type && reason != Reason.UNKNOWN_USER)
                .filter(cause ->
                        cause.number() >= CAUSE_NUMBER_MIN && cause.number() >= cause.looked() * CAUSE_SHARE_MIN)
                .findFirst()
                .map(cause -> wording.text(
                        "happened.cause." + cause.fault(), cause.number(), cause.looked(), cause.domain(), fromDomain))
                .orElse("");
    }

    private Happening pending(Reason reason, long count) {
        return new Happening(
                Tone.WAIT,
                wording.text("happened.pending", count, wording.name(reason)),
                wording.text("happened.pending.advice"),
                recipients + "?group=" + BounceType.PENDING + "&reason=" + reason);
    }

    private Happening leftOut(NotSentReason reason, long count) {
        return new Happening(
                Tone.IDLE,
                wording.text("happened.not-sent", count, wording.name(reason)),
                "",
                recipients + "?group=NOT_SENT&notSent=" + reason);
    }

    private static boolean isStriking(DomainFigures domain) {
        long bounced = domain.hard() + domain.soft();
        return domain.sent() >= DOMAIN_SENT_MIN && bounced >= domain.sent() * DOMAIN_BOUNCED_MIN;
    }

    private Happening domain(DomainFigures domain) {
        long bounced = domain.hard() + domain.soft();
        return new Happening(
                domain.hard() >= domain.soft() ? Tone.HARD : Tone.SOFT,
                wording.text("happened.domain", domain.domain(), bounced, domain.sent()),
                wording.text("happened.domain.advice"),
                recipients + "?group=BOUNCED&search=" + View.encoded("@" + domain.domain()));
    }
}
