package dev.rebound.server.bulk;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.engine.bulk.BadLine;
import dev.rebound.engine.bulk.BulkChange;
import dev.rebound.engine.bulk.BulkChange.Count;
import dev.rebound.engine.bulk.BulkEntry;
import dev.rebound.engine.bulk.BulkLine;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.i18n.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bulk changes as the API says them. */
final class BulkJson {

    private BulkJson() {}

    static String location(BulkId id) {
        return "/suppressions/bulk-changes/" + id;
    }

    static JsonBuilder of(BulkChange change, Wording wording) {
        BulkChange.Figures figures = change.figures();
        return JsonBuilder.object()
                .with("id", change.id().toString())
                .with("kind", change.order().kind())
                .with("stage", change.stage())
                .with("origin", change.order().origin())
                .with("source", change.order().source())
                .with("by", change.order().by())
                .with("why", Optional.of(change.why()).filter(why -> !why.isEmpty()))
                .with("begunAt", change.begunAt())
                .with("appliedAt", change.appliedAt())
                .with("undoneAt", change.undone().map(BulkChange.Undone::at))
                .with("undoneBy", change.undone().map(BulkChange.Undone::by))
                .with("problem", change.problem())
                .with("detail", change.problem().map(problem -> wording.text("bulk.problem." + problem)))
                .with("lines", figures.lines())
                .with("badLines", figures.badLines())
                .with("repeated", figures.repeated())
                .with("entries", figures.entries())
                .with("done", figures.done())
                .with("counts", counts(change.counts()))
                .with("undoneCounts", counts(change.undoneCounts()));
    }

    private static List<JsonBuilder> counts(List<Count> counts) {
        return counts.stream()
                .map(count -> JsonBuilder.object()
                        .with("outcome", count.outcome())
                        .with("reason", count.reason())
                        .with("number", count.number()))
                .toList();
    }

    static JsonBuilder of(BulkLine line, Wording wording) {
        JsonBuilder json = JsonBuilder.object()
                .with("address", line.entry().address().value())
                .with("line", line.entry().line())
                .with("says", line.entry().says().saying());
        return said(json, line.entry().says())
                .with("outcome", line.outcome())
                .with("detail", line.outcome().map(wording::name))
                .with("undone", line.undone());
    }

    private static JsonBuilder said(JsonBuilder json, BulkEntry.Says says) {
        return switch (says) {
            case BulkEntry.Named ignored -> json;
            case BulkEntry.Bounced bounced ->
                said(json, Optional.of(bounced.reason()), bounced.said(), bounced.original());
            case BulkEntry.NoMoreMail wish -> said(json, Optional.empty(), wish.said(), wish.original());
        };
    }

    private static JsonBuilder said(
            JsonBuilder json, Optional<Reason> reason, Optional<Instant> said, String original) {
        return json.with("reason", reason).with("said", said).with("original", original);
    }

    static JsonBuilder of(BadLine line, Wording wording) {
        return JsonBuilder.object()
                .with("line", line.line())
                .with("problem", line.problem())
                .with("detail", wording.name(line.problem()))
                .with("text", line.text());
    }
}
