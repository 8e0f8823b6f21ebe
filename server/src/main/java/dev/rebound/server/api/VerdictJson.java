package dev.rebound.server.api;

import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Suppression;

/** Verdicts and ledger events as the API shows them. */
public final class VerdictJson {

    private VerdictJson() {}

    /** A verdict. */
    public static JsonBuilder of(Verdict verdict) {
        return JsonBuilder.object()
                .with("type", verdict.type())
                .with("reason", verdict.reason())
                .with("fault", verdict.fault())
                .with("confidence", verdict.confidence())
                .with("rule", verdict.rule().value())
                .with("rulesVersion", verdict.rulesVersion())
                .withTexts("matched", verdict.matched())
                .with("runnerUp", verdict.runnerUp());
    }

    /** What happened and when, and what goes with that kind of event. */
    public static JsonBuilder of(LedgerEvent event) {
        JsonBuilder json = JsonBuilder.object().with("event", nameOf(event)).with("at", event.at());
        return switch (event) {
            case LedgerEvent.NotSent e -> json.with("notSentReason", e.why());
            case LedgerEvent.Deferred e -> json.with("verdict", of(e.verdict())).with("nextAttempt", e.nextAttempt());
            case LedgerEvent.Bounced e -> json.with("verdict", of(e.verdict()));
            case LedgerEvent.Expired e -> json.with("verdict", of(e.verdict()));
            case LedgerEvent.Noted e -> json.with("note", e.kind());
            case LedgerEvent.Unbounced e -> json.with("by", e.by()).with("why", e.why());
            case LedgerEvent.Reclassified e ->
                json.with("verdict", of(e.verdict())).with("before", of(e.before()));
            case LedgerEvent.Reassessed e ->
                json.with("suppressedFor", e.suppression().map(Suppression::reason));
            case LedgerEvent.OfHold e ->
                json.with("circuitId", e.circuit().toString())
                        .with("suppressedFor", e.standing().suppression().map(Suppression::reason));
            case LedgerEvent.GlobalWithdrawn ignored -> json;
            case LedgerEvent.Imported e ->
                listed(json.with("suppressedFor", e.suppression().reason()), e.suppression())
                        .with("by", e.by());
            case LedgerEvent.Restored e ->
                json.with("suppressedFor", e.lifted().suppression().reason()).with("by", e.by());
            case LedgerEvent.Withdrawn e -> json.with("by", e.by());
            case LedgerEvent.Lapsed ignored -> json;
            case LedgerEvent.Recovered ignored -> json;
            case LedgerEvent.Queued ignored -> json;
            case LedgerEvent.Delivered ignored -> json;
            case LedgerEvent.Relayed ignored -> json;
            case LedgerEvent.Interrupted ignored -> json;
            // Who lifted it and why is the operator's business: the account sees that it happened.
            case LedgerEvent.GlobalLifted ignored -> json;
            case LedgerEvent.GloballyBounced ignored -> json;
        };
    }

    /** Where an imported suppression comes from; nothing for one by a bounce. */
    public static JsonBuilder listed(JsonBuilder json, Suppression suppression) {
        return switch (suppression.cause()) {
            case Cause.Bounce ignored -> json;
            case Cause.Listed listed ->
                json.with("source", listed.source())
                        .with("original", listed.original())
                        .with("importedAt", listed.importedAt())
                        .with("bulkId", listed.list().toString());
        };
    }

    private static String nameOf(LedgerEvent event) {
        return switch (event) {
            case LedgerEvent.Queued ignored -> "QUEUED";
            case LedgerEvent.NotSent ignored -> "NOT_SENT";
            case LedgerEvent.Deferred ignored -> "DEFERRED";
            case LedgerEvent.Delivered ignored -> "DELIVERED";
            case LedgerEvent.Relayed ignored -> "RELAYED";
            case LedgerEvent.Bounced ignored -> "BOUNCED";
            case LedgerEvent.Expired ignored -> "EXPIRED";
            case LedgerEvent.Noted ignored -> "NOTED";
            case LedgerEvent.Interrupted ignored -> "INTERRUPTED";
            case LedgerEvent.Unbounced ignored -> "UNBOUNCED";
            case LedgerEvent.Imported ignored -> "IMPORTED";
            case LedgerEvent.Withdrawn ignored -> "WITHDRAWN";
            case LedgerEvent.Restored ignored -> "RESTORED";
            case LedgerEvent.Lapsed ignored -> "LAPSED";
            case LedgerEvent.Recovered ignored -> "RECOVERED";
            case LedgerEvent.Reclassified ignored -> "RECLASSIFIED";
            case LedgerEvent.Reassessed ignored -> "REASSESSED";
            case LedgerEvent.Held ignored -> "HELD";
            case LedgerEvent.Released ignored -> "RELEASED";
            case LedgerEvent.RolledBack ignored -> "ROLLED_BACK";
            case LedgerEvent.GlobalWithdrawn ignored -> "GLOBAL_WITHDRAWN";
            case LedgerEvent.GloballyBounced ignored -> "GLOBALLY_BOUNCED";
            case LedgerEvent.GlobalLifted ignored -> "GLOBAL_LIFTED";
        };
    }
}
