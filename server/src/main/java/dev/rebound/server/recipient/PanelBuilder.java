package dev.rebound.server.recipient;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.policy.Effect;
import dev.rebound.engine.control.WaitingQueue;
import dev.rebound.engine.email.RecipientDetail;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.server.guard.HeldNotices;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the panel of one recipient from its events and the evidence behind them. */
final class PanelBuilder {

    /** Characters of a raw report shown on the page; the API has all of it. */
    private static final int REPORT_LENGTH_MAX = 100_000;
    /** Characters of the words beside an attempt. */
    private static final int LINE_LENGTH_MAX = 300;

    private final RuleNotes rules;
    private final WaitingQueue queue;
    private final HeldNotices held;

    PanelBuilder(RecipientPages.Explanations explanations) {
        this.rules = explanations.rules();
        this.queue = explanations.queue();
        this.held = explanations.held();
    }

    RecipientPanel panel(AccountId account, RecipientDetail detail) {
        return new RecipientPanel(
                detail,
                detail.row()
                        .verdict()
                        .map(verdict -> Advice.of(
                                verdict,
                                detail.suppression().isPresent(),
                                detail.row().globallyBounced()))
                        .orElseGet(List::of),
                deciding(detail)
                        .map(evidence -> LegibleText.of(evidence.diagnostic().text(), matched(detail)))
                        .orElseGet(List::of),
                deciding(detail)
                        .map(evidence -> "panel.words." + evidence.source())
                        .orElse("panel.words.SMTP_REPLY"),
                detail.row().verdict().flatMap(verdict -> rules.note(verdict.rule())),
                queue.why(account, detail.row().message()),
                hold(detail),
                detail.steps().stream().map(PanelBuilder::step).toList(),
                detail.steps().stream().flatMap(s -> report(s).stream()).toList());
    }

    /** The last word of the guard, unless a worse bounce came after it. */
    private Optional<RecipientPanel.HeldBounce> hold(RecipientDetail detail) {
        Optional<RecipientPanel.HeldBounce> hold = Optional.empty();
        for (RecipientDetail.Step step : detail.steps()) {
            hold = switch (step.event()) {
                case LedgerEvent.Held e -> held(e, Hold.Standing.HELD);
                case LedgerEvent.Released e -> held(e, Hold.Standing.RELEASED);
                case LedgerEvent.RolledBack e -> held(e, Hold.Standing.ROLLED_BACK);
                case LedgerEvent.Bounced e when e.effect() instanceof Effect.Suppress -> Optional.empty();
                default -> hold;
            };
        }
        return hold;
    }

    private Optional<RecipientPanel.HeldBounce> held(LedgerEvent.OfHold event, Hold.Standing standing) {
        return held.circuit(event.circuit()).map(circuit -> new RecipientPanel.HeldBounce(standing, circuit));
    }

    private static List<String> matched(RecipientDetail detail) {
        return detail.row().verdict().map(verdict -> verdict.matched()).orElseGet(List::of);
    }

    /** The evidence that led to the present verdict: that of the last bounce, else of the last deferral. */
    private static Optional<Evidence> deciding(RecipientDetail detail) {
        return detail.steps().stream()
                .filter(step -> step.event() instanceof LedgerEvent.Bounced)
                .reduce((earlier, later) -> later)
                .or(() -> detail.steps().stream()
                        .filter(step -> step.event() instanceof LedgerEvent.Deferred)
                        .reduce((earlier, later) -> later))
                .flatMap(RecipientDetail.Step::evidence);
    }

    private static RecipientPanel.Step step(RecipientDetail.Step step) {
        String line = step.evidence()
                .map(evidence -> evidence.diagnostic().text().strip())
                .flatMap(text -> text.lines().findFirst())
                .orElse("");
        String words = line.length() > LINE_LENGTH_MAX ? line.substring(0, LINE_LENGTH_MAX) + "…" : line;
        return new RecipientPanel.Step(
                step.event().at(),
                what(step.event()),
                LegibleText.of(words),
                step.evidence().flatMap(Evidence::tls),
                step.evidence().flatMap(Evidence::original),
                next(step.event()));
    }

    private static String what(LedgerEvent event) {
        return switch (event) {
            case LedgerEvent.Queued ignored -> "step.queued";
            case LedgerEvent.NotSent e -> "NotSentReason." + e.why();
            case LedgerEvent.Deferred ignored -> "step.deferred";
            case LedgerEvent.Delivered ignored -> "step.delivered";
            case LedgerEvent.Relayed ignored -> "step.relayed";
            case LedgerEvent.Bounced e -> "BounceType." + e.verdict().type();
            case LedgerEvent.Expired ignored -> "step.expired";
            case LedgerEvent.Noted e -> "NoteKind." + e.kind();
            case LedgerEvent.Interrupted ignored -> "step.interrupted";
            case LedgerEvent.Unbounced ignored -> "step.unbounced";
            case LedgerEvent.Imported ignored -> "step.imported";
            case LedgerEvent.Withdrawn ignored -> "step.withdrawn";
            case LedgerEvent.Restored ignored -> "step.restored";
            case LedgerEvent.Lapsed ignored -> "step.lapsed";
            case LedgerEvent.Recovered ignored -> "step.recovered";
            case LedgerEvent.Reclassified ignored -> "step.reclassified";
            case LedgerEvent.Reassessed ignored -> "step.reassessed";
            case LedgerEvent.Held ignored -> "step.held";
            case LedgerEvent.Released ignored -> "step.released";
            case LedgerEvent.RolledBack ignored -> "step.rolled-back";
            case LedgerEvent.GlobalWithdrawn ignored -> "step.global-withdrawn";
            case LedgerEvent.GloballyBounced ignored -> "step.globally-bounced";
            case LedgerEvent.GlobalLifted ignored -> "step.global-lifted";
        };
    }

    private static Optional<Instant> next(LedgerEvent event) {
        return event instanceof LedgerEvent.Deferred deferred ? Optional.of(deferred.nextAttempt()) : Optional.empty();
    }

    private static Optional<RecipientPanel.Report> report(RecipientDetail.Step step) {
        return step.evidence()
                .map(PanelBuilder::report)
                .filter(report -> !report.content().isEmpty());
    }

    private static RecipientPanel.Report report(Evidence evidence) {
        String text = evidence.rawReport()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseGet(() -> evidence.diagnostic().text());
        boolean cut = text.length() > REPORT_LENGTH_MAX;
        return new RecipientPanel.Report(
                evidence.receivedAt(),
                "EvidenceSource." + evidence.source(),
                LegibleText.of(cut ? text.substring(0, REPORT_LENGTH_MAX) : text),
                cut);
    }
}
