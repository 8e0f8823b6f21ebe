package dev.rebound.server.bulk;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.bulk.BadLine;
import dev.rebound.engine.bulk.BulkChange;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.bulk.BulkChanges.Answer;
import dev.rebound.engine.bulk.BulkEntry;
import dev.rebound.engine.bulk.BulkEntry.Saying;
import dev.rebound.engine.bulk.BulkKind;
import dev.rebound.engine.bulk.BulkLine;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.engine.bulk.BulkOutcome;
import dev.rebound.engine.bulk.Bulks;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.bulk.UploadDesk.Receipt;
import dev.rebound.server.suppression.SuppressionApi;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Bulk changes over the REST API. */
final class BulkApi implements Feature {

    private static final String ALL = "/suppressions/bulk-changes";
    private static final String ONE = ALL + "/{bulkId}";
    private static final int ADDRESS_LENGTH_MAX = 1_000;
    private static final int SEARCH_LENGTH_MAX = 320;

    private final BulkChanges changes;
    private final UploadDesk desk;

    BulkApi(BulkChanges changes, UploadDesk desk) {
        this.changes = changes;
        this.desk = desk;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get(ALL, Permission.VIEW, this::list)
                .post(ALL, Permission.SUPPRESSIONS, this::choose)
                .post(ALL + "/files", Permission.SUPPRESSIONS, this::take)
                .get(ONE, Permission.VIEW, this::show)
                .get(ONE + "/entries", Permission.VIEW, this::entries)
                .get(ONE + "/bad-lines", Permission.VIEW, this::badLines)
                .post(ONE + "/apply", Permission.SUPPRESSIONS, this::apply)
                .post(ONE + "/undo", Permission.SUPPRESSIONS, this::undo);
    }

    private void list(ApiCall call) {
        int limit = call.limit();
        List<BulkChange> found =
                changes.page(call.account(), call.numberCursor().map(BulkId::new), limit + 1);
        call.answer(call.page(
                found,
                limit,
                change -> BulkJson.of(change, call.wording()),
                change -> change.id().value()));
    }

    /** By addresses, or by what a filter fits; a file has a route of its own. */
    private void choose(ApiCall call) throws IOException {
        JsonBody body = call.body("addresses", "filter");
        Optional<JsonBody> filter = body.optionalObject("filter", "search", "reason");
        if (body.has("addresses") == filter.isPresent()) {
            throw Refusal.at(
                    body.at("addresses"), "MISSING", "give either \"addresses\" or \"filter\" ({} fits everything)");
        }
        BulkId id = filter.map(given -> matching(call, given)).orElseGet(() -> named(call, body));
        call.accepted(BulkJson.location(id), BulkJson.of(find(call, id), call.wording()));
    }

    private BulkId matching(ApiCall call, JsonBody filter) {
        String search =
                filter.optionalText("search", SEARCH_LENGTH_MAX).orElse("").strip();
        Optional<Reason> reason =
                filter.has("reason") ? Optional.of(filter.constant("reason", Reason.class)) : Optional.empty();
        return changes.chooseMatching(order(call, Selected.words(search, reason)), search, reason);
    }

    private BulkId named(ApiCall call, JsonBody body) {
        return changes.choose(order(call, ""), body.texts("addresses", Bulks.ADDED_MAX, ADDRESS_LENGTH_MAX));
    }

    private static BulkOrder order(ApiCall call, String origin) {
        return new BulkOrder(call.account(), BulkKind.UNBOUNCE, call.by(), origin, Optional.empty());
    }

    private void take(ApiCall call) throws IOException {
        BulkKind kind = call.constant("kind", BulkKind.class)
                .orElseThrow(() -> new Refusal(
                        ProblemKind.INVALID_PARAMETER, "The parameter \"kind\" must be UNBOUNCE or IMPORT."));
        BulkOrder order = new BulkOrder(
                call.account(),
                kind,
                call.by(),
                call.query("fileName").orElse(""),
                call.constant("format", ListSource.class));
        call.refuseUnknownParameters();
        switch (desk.take(order, call.stream())) {
            case Receipt.Taken taken ->
                call.accepted(BulkJson.location(taken.id()), BulkJson.of(find(call, taken.id()), call.wording()));
            case Receipt.TooLarge ignored ->
                throw new Refusal(
                        ProblemKind.TOO_LARGE,
                        "The file is larger than 100 MB. Nothing was changed; pack it with gzip, or send it in parts.");
            case Receipt.TooMany ignored ->
                throw new Refusal(
                        ProblemKind.TOO_MANY,
                        "Enough files of this account are being read. Nothing was changed; wait for one to end.");
        }
    }

    private void show(ApiCall call) {
        call.answer(BulkJson.of(find(call), call.wording()));
    }

    private void entries(ApiCall call) {
        BulkChange change = find(call);
        int limit = call.limit();
        List<BulkLine> found =
                changes.lines(change.id(), call.constant("outcome", BulkOutcome.class), cursor(call), limit + 1);
        call.answer(call.page(
                found,
                limit,
                line -> BulkJson.of(line, call.wording()),
                line -> line.entry().key().address().value() + " "
                        + line.entry().key().saying()));
    }

    /** The position in a list of entries. */
    private static Optional<BulkEntry.Key> cursor(ApiCall call) {
        return call.cursor().map(text -> {
            int blank = text.lastIndexOf(' ');
            if (blank < 0) {
                throw call.wrongCursor();
            }
            Saying saying = saying(text.substring(blank + 1)).orElseThrow(call::wrongCursor);
            return EmailAddress.parse(text.substring(0, blank))
                    .map(address -> new BulkEntry.Key(address.key(), saying))
                    .orElseThrow(call::wrongCursor);
        });
    }

    private static Optional<Saying> saying(String name) {
        for (Saying saying : Saying.values()) {
            if (saying.name().equals(name)) {
                return Optional.of(saying);
            }
        }
        return Optional.empty();
    }

    private void badLines(ApiCall call) {
        BulkChange change = find(call);
        int limit = call.limit();
        List<BadLine> found = changes.badLines(change.id(), call.numberCursor().orElse(0L), limit + 1);
        call.answer(call.page(found, limit, line -> BulkJson.of(line, call.wording()), BadLine::line));
    }

    private void apply(ApiCall call) throws IOException {
        BulkChange change = find(call);
        JsonBody body = call.body("why");
        Answer answer = changes.apply(call.account(), change.id(), call.by(), SuppressionApi.why(body));
        accept(call, change, answer, "It can be carried out once, when it is READY; it is " + change.stage() + ".");
    }

    private void undo(ApiCall call) {
        BulkChange change = find(call);
        call.refuseUnknownParameters();
        Answer answer = changes.undo(call.account(), change.id(), call.by());
        accept(call, change, answer, "It can be taken back once, when it is DONE; it is " + change.stage() + ".");
    }

    private void accept(ApiCall call, BulkChange change, Answer answer, String notNow) {
        switch (answer) {
            case STARTED ->
                call.accepted(BulkJson.location(change.id()), BulkJson.of(find(call, change.id()), call.wording()));
            case NOT_NOW -> throw new Refusal(ProblemKind.CONFLICT, notNow);
            case NOT_FOUND, WHY_MISSING -> throw new IllegalStateException("the caller has checked that");
        }
    }

    private BulkChange find(ApiCall call) {
        return find(call, new BulkId(call.id("bulkId", "bulk change")));
    }

    private BulkChange find(ApiCall call, BulkId id) {
        return changes.find(call.account(), id).orElseThrow(() -> Refusal.notFound("bulk change"));
    }
}
