package dev.rebound.server.contact;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.contact.TimelineEntry;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.server.i18n.Wording;
import java.time.Instant;
import java.util.Optional;

/**
 * One event on the contact page, in words.
 *
 * @param title what happened
 * @param detail what it means, or why; may be empty
 * @param words what the receiving side said; may be empty
 * @param email that was sent to many
 * @param letter that was written to this contact alone
 */
public record TimelineLine(
        Instant at,
        Tone tone,
        String title,
        String detail,
        String words,
        Optional<EmailId> email,
        String emailName,
        Optional<OneToOneId> letter) {

    /** How the line is marked. */
    public enum Tone {
        NEUTRAL("idle"),
        GOOD("good"),
        WAITING("wait"),
        SOFT("soft"),
        HARD("hard"),
        EVERYWHERE("everywhere");

        private final String style;

        Tone(String style) {
            this.style = style;
        }

        /** The end of the name of the badge's class. */
        public String style() {
            return style;
        }
    }

    /**
     * @param letter which one-to-one email the event is of, if it is of one
     */
    static TimelineLine of(TimelineEntry entry, Optional<OneToOneId> letter, Wording wording) {
        LedgerEvent event = entry.event();
        return new TimelineLine(
                event.at(),
                toneOf(event),
                entry.isOneToOne() && event instanceof LedgerEvent.Relayed
                        ? wording.text("timeline.one-to-one.SENT")
                        : titleOf(event, wording),
                isCauseUnknown(entry) ? wording.text("timeline.cause-unknown") : detailOf(event, wording),
                entry.words(),
                entry.email(),
                entry.emailName(),
                letter);
    }

    /** A report may say that something failed, and not what. */
    private static boolean isCauseUnknown(TimelineEntry entry) {
        return entry.words().isBlank()
                && entry.event() instanceof LedgerEvent.Bounced bounced
                && bounced.verdict().reason() == Reason.OTHER;
    }

    /** One that is no message of the ledger. */
    static TimelineLine of(OneToOneCourse course, Wording wording) {
        OneToOneMessage message = course.message();
        return new TimelineLine(
                message.at(),
                course.state() == OneToOneCourse.CourseState.NOT_SENT ? Tone.NEUTRAL : Tone.WAITING,
                wording.text("timeline.one-to-one." + course.state()),
                wording.text("timeline.one-to-one." + course.state() + ".detail"),
                message.words(),
                Optional.empty(),
                message.email().subject(),
                Optional.of(message.id()));
    }

    private static Tone toneOf(LedgerEvent event) {
        return switch (event) {
            case LedgerEvent.Queued ignored -> Tone.NEUTRAL;
            case LedgerEvent.NotSent ignored -> Tone.NEUTRAL;
            case LedgerEvent.Deferred ignored -> Tone.WAITING;
            case LedgerEvent.Delivered ignored -> Tone.GOOD;
            case LedgerEvent.Relayed ignored -> Tone.GOOD;
            case LedgerEvent.Bounced bounced -> bounced.verdict().type() == BounceType.HARD ? Tone.HARD : Tone.SOFT;
            case LedgerEvent.Expired ignored -> Tone.SOFT;
            case LedgerEvent.Noted ignored -> Tone.NEUTRAL;
            case LedgerEvent.Interrupted ignored -> Tone.WAITING;
            case LedgerEvent.Unbounced ignored -> Tone.GOOD;
            case LedgerEvent.Imported ignored -> Tone.HARD;
            case LedgerEvent.Restored ignored -> Tone.HARD;
            case LedgerEvent.Withdrawn ignored -> Tone.GOOD;
            case LedgerEvent.Lapsed ignored -> Tone.GOOD;
            case LedgerEvent.Recovered ignored -> Tone.GOOD;
            case LedgerEvent.Reclassified e -> e.verdict().type() == BounceType.HARD ? Tone.HARD : Tone.SOFT;
            case LedgerEvent.Reassessed e -> e.suppression().isPresent() ? Tone.HARD : Tone.GOOD;
            case LedgerEvent.Held ignored -> Tone.WAITING;
            case LedgerEvent.Released e -> e.standing().suppression().isPresent() ? Tone.HARD : Tone.NEUTRAL;
            case LedgerEvent.RolledBack ignored -> Tone.GOOD;
            case LedgerEvent.GlobalWithdrawn ignored -> Tone.GOOD;
            case LedgerEvent.GloballyBounced ignored -> Tone.EVERYWHERE;
            case LedgerEvent.GlobalLifted ignored -> Tone.GOOD;
        };
    }

    private static String titleOf(LedgerEvent event, Wording wording) {
        return switch (event) {
            case LedgerEvent.Queued ignored -> wording.text("timeline.queued");
            case LedgerEvent.NotSent notSent -> wording.text("timeline.not-sent", wording.name(notSent.why()));
            case LedgerEvent.Deferred deferred ->
                wording.text("timeline.deferred", reason(deferred.verdict(), wording));
            case LedgerEvent.Delivered ignored -> wording.text("timeline.delivered");
            case LedgerEvent.Relayed ignored -> wording.text("timeline.relayed");
            case LedgerEvent.Bounced bounced ->
                wording.text(
                        "timeline.bounced", wording.name(bounced.verdict().type()), reason(bounced.verdict(), wording));
            case LedgerEvent.Expired expired -> wording.text("timeline.expired", reason(expired.verdict(), wording));
            case LedgerEvent.Noted noted -> wording.name(noted.kind());
            case LedgerEvent.Interrupted ignored -> wording.text("timeline.interrupted");
            case LedgerEvent.Unbounced unbounced -> wording.text("timeline.unbounced", unbounced.by());
            case LedgerEvent.Imported e ->
                wording.text("timeline.imported", wording.name(e.suppression().reason()), e.by());
            case LedgerEvent.Restored e -> wording.text("timeline.restored", e.by());
            case LedgerEvent.Withdrawn e -> wording.text("timeline.withdrawn", e.by());
            case LedgerEvent.Lapsed ignored -> wording.text("timeline.lapsed");
            case LedgerEvent.Recovered ignored -> wording.text("timeline.recovered");
            case LedgerEvent.Reclassified e ->
                wording.text("timeline.reclassified", wording.name(e.verdict().type()), reason(e.verdict(), wording));
            case LedgerEvent.Reassessed e ->
                e.suppression()
                        .map(held -> wording.text("timeline.reassessed.suppressed", wording.name(held.reason())))
                        .orElseGet(() -> wording.text("timeline.reassessed.freed"));
            case LedgerEvent.Held ignored -> wording.text("timeline.held");
            case LedgerEvent.Released ignored -> wording.text("timeline.released");
            case LedgerEvent.RolledBack ignored -> wording.text("timeline.rolled-back");
            case LedgerEvent.GlobalWithdrawn ignored -> wording.text("timeline.global-withdrawn");
            case LedgerEvent.GloballyBounced ignored -> wording.text("timeline.global");
            case LedgerEvent.GlobalLifted ignored -> wording.text("timeline.global-lifted");
        };
    }

    private static String reason(Verdict verdict, Wording wording) {
        return wording.name(verdict.reason());
    }

    private static String detailOf(LedgerEvent event, Wording wording) {
        return switch (event) {
            case LedgerEvent.NotSent notSent -> wording.meaning(notSent.why());
            case LedgerEvent.Deferred deferred -> wording.text("timeline.next", deferred.nextAttempt());
            case LedgerEvent.Bounced bounced ->
                wording.meaning(bounced.verdict().reason());
            case LedgerEvent.Expired expired ->
                wording.meaning(expired.verdict().reason());
            case LedgerEvent.Interrupted ignored -> wording.text("timeline.interrupted.detail");
            case LedgerEvent.Unbounced unbounced -> wording.text("timeline.why", unbounced.why());
            case LedgerEvent.Imported e ->
                e.suppression().cause() instanceof Cause.Listed listed
                        ? wording.text("timeline.imported.detail", wording.name(listed.source()), listed.original())
                        : "";
            case LedgerEvent.Restored e ->
                wording.meaning(e.lifted().suppression().reason());
            case LedgerEvent.Withdrawn ignored -> "";
            case LedgerEvent.GloballyBounced ignored -> wording.text("word.global-bounce.meaning");
            case LedgerEvent.Lapsed ignored -> wording.text("timeline.lapsed.detail");
            case LedgerEvent.Recovered ignored -> wording.text("timeline.recovered.detail");
            case LedgerEvent.Reclassified e ->
                wording.text("timeline.reclassified.detail", reason(e.before(), wording));
            case LedgerEvent.Reassessed ignored -> wording.text("timeline.reassessed.detail");
            case LedgerEvent.Held ignored -> wording.text("timeline.held.detail");
            case LedgerEvent.Released ignored -> wording.text("timeline.released.detail");
            case LedgerEvent.RolledBack ignored -> wording.text("timeline.rolled-back.detail");
            case LedgerEvent.GlobalWithdrawn ignored -> wording.text("timeline.global-withdrawn.detail");
            case LedgerEvent.Queued ignored -> "";
            case LedgerEvent.Delivered ignored -> "";
            case LedgerEvent.Relayed ignored -> "";
            case LedgerEvent.Noted ignored -> "";
            case LedgerEvent.GlobalLifted ignored -> "";
        };
    }
}
