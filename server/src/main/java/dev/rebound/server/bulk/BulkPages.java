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
import dev.rebound.server.bulk.UploadDesk.Receipt;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.View;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Bulk changes as pages: what was done, choosing, what would come of it, carrying it out, how far it has come, taking
 * it back.
 */
public final class BulkPages implements Feature {

    private static final int ROWS = 50;
    private static final int SEARCH_LENGTH_MAX = 320;
    private static final String BASE = "/a/{account}/suppressions";
    private static final String ALL = BASE + "/bulk-changes";
    private static final String ONE = ALL + "/{bulk}";

    private final BulkChanges changes;
    private final UploadDesk desk;

    BulkPages(BulkChanges changes, UploadDesk desk) {
        this.changes = changes;
        this.desk = desk;
    }

    @Override
    public void register(Routes routes) {
        Access view = Access.to(Permission.VIEW);
        Access change = Access.to(Permission.SUPPRESSIONS);
        routes.post(BASE + "/preview", change, this::choose)
                .get(BASE + "/file", change, visit -> form(visit, FormProblem.NONE))
                .post(BASE + "/file", change, this::take)
                .get(ALL, view, this::list)
                .get(ONE, view, visit -> show(visit, false))
                .post(ONE + "/apply", change, this::apply)
                .post(ONE + "/undo", change, this::undo);
    }

    // ---- Choosing

    private void choose(Visit visit) {
        String search = visit.form("search").strip();
        Optional<Reason> reason = visit.form("reason", Reason.class);
        boolean everything = visit.form("all").equals("yes");
        List<String> addresses = visit.http().formParams("address").stream()
                .distinct()
                .limit(Bulks.ADDED_MAX)
                .toList();
        if (!everything && addresses.isEmpty()) {
            visit.redirect("/a/" + visit.account() + "/suppressions", "note.nothing-chosen");
            return;
        }
        String shortened = search.substring(0, Math.min(search.length(), SEARCH_LENGTH_MAX));
        String origin =
                everything ? Selected.words(shortened, reason) : addresses.size() == 1 ? addresses.getFirst() : "";
        BulkOrder order = new BulkOrder(visit.account(), BulkKind.UNBOUNCE, visit.by(), origin, Optional.empty());
        BulkId id = everything ? changes.chooseMatching(order, shortened, reason) : changes.choose(order, addresses);
        visit.redirect(pathOf(visit, id));
    }

    private static String pathOf(Visit visit, BulkId id) {
        return "/a/" + visit.account() + "/suppressions/bulk-changes/" + id;
    }

    /** What was wrong with the form. */
    public enum FormProblem {
        NONE,
        NO_FILE,
        TOO_LARGE,
        TOO_MANY
    }

    /** The form for a file. */
    public record FileForm(BulkKind kind, FormProblem problem) {

        /** Whose lists we know. */
        public List<ListSource> forms() {
            return List.of(ListSource.values());
        }
    }

    private static void form(Visit visit, FormProblem problem) {
        BulkKind kind = visit.query("kind", BulkKind.class)
                .or(() -> visit.form("kind", BulkKind.class))
                .orElse(BulkKind.IMPORT);
        visit.http().status(problem == FormProblem.NONE ? 200 : 422);
        visit.page("bulk/file.jte", new FileForm(kind, problem));
    }

    private void take(Visit visit) throws IOException {
        Optional<UploadedFile> file =
                Optional.ofNullable(visit.http().uploadedFile("file")).filter(uploaded -> uploaded.size() > 0);
        if (file.isEmpty()) {
            form(visit, FormProblem.NO_FILE);
            return;
        }
        BulkOrder order = new BulkOrder(
                visit.account(),
                visit.form("kind", BulkKind.class).orElse(BulkKind.IMPORT),
                visit.by(),
                file.get().filename(),
                visit.form("format", ListSource.class));
        switch (desk.take(order, file.get().content())) {
            case Receipt.Taken taken -> visit.redirect(pathOf(visit, taken.id()));
            case Receipt.TooLarge ignored -> form(visit, FormProblem.TOO_LARGE);
            case Receipt.TooMany ignored -> form(visit, FormProblem.TOO_MANY);
        }
    }

    // ---- Looking

    /** What was done, the newest first. */
    public record ChangeList(List<BulkChange> changes, boolean isFirst, Optional<BulkId> next) {}

    private void list(Visit visit) {
        Optional<BulkId> before = visit.queryNumber("before").map(BulkId::new);
        List<BulkChange> found = changes.page(visit.account(), before, ROWS + 1);
        List<BulkChange> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<BulkId> next = found.size() > ROWS ? Optional.of(page.getLast().id()) : Optional.empty();
        visit.page("bulk/list.jte", new ChangeList(page, before.isEmpty(), next));
    }

    /**
     * One change with a page of its entries and its first bad lines.
     *
     * @param whyMissing whether an explanation was missing or too long
     */
    public record ChangePage(
            BulkChange change,
            Optional<BulkOutcome> outcome,
            List<BulkLine> lines,
            Optional<String> next,
            List<BadLine> badLines,
            boolean whyMissing) {

        /** The query for entries of one outcome, or of all. */
        public String query(Optional<BulkOutcome> chosen) {
            return chosen.map(one -> "?outcome=" + one.name()).orElse("");
        }

        /** The query for the next page. */
        public String nextQuery() {
            String of = query(outcome);
            return of + (of.isEmpty() ? "?" : "&") + "after=" + View.encoded(next.orElse(""));
        }
    }

    private void show(Visit visit, boolean whyMissing) {
        BulkChange change = find(visit);
        Optional<BulkOutcome> outcome = visit.query("outcome", BulkOutcome.class);
        List<BulkLine> found = changes.lines(change.id(), outcome, after(visit), ROWS + 1);
        List<BulkLine> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<String> next = found.size() > ROWS
                ? Optional.of(page.getLast().entry().address().value() + " "
                        + page.getLast().entry().says().saying())
                : Optional.empty();
        ChangePage model =
                new ChangePage(change, outcome, page, next, changes.badLines(change.id(), 0, ROWS), whyMissing);
        visit.http().status(whyMissing ? 422 : 200);
        visit.page(visit.wantsFragment() ? "bulk/content.jte" : "bulk/one.jte", model);
    }

    private static Optional<BulkEntry.Key> after(Visit visit) {
        String text = visit.query("after");
        int blank = Math.max(0, text.lastIndexOf(' '));
        return EmailAddress.parse(text.substring(0, blank))
                .flatMap(address -> List.of(Saying.values()).stream()
                        .filter(saying -> text.endsWith(" " + saying.name()))
                        .findFirst()
                        .map(saying -> new BulkEntry.Key(address.key(), saying)));
    }

    private BulkChange find(Visit visit) {
        return changes.find(visit.account(), new BulkId(visit.number("bulk"))).orElseThrow(NotFoundResponse::new);
    }

    // ---- Carrying out, taking back

    private void apply(Visit visit) {
        BulkChange change = find(visit);
        Answer answer = changes.apply(
                visit.account(), change.id(), visit.by(), visit.form("why").strip());
        switch (answer) {
            case STARTED -> visit.redirect(pathOf(visit, change.id()));
            case WHY_MISSING -> show(visit, true);
            case NOT_NOW -> visit.redirect(pathOf(visit, change.id()), "note.bulk-not-now");
            case NOT_FOUND -> throw new NotFoundResponse();
        }
    }

    private void undo(Visit visit) {
        BulkChange change = find(visit);
        switch (changes.undo(visit.account(), change.id(), visit.by())) {
            case STARTED -> visit.redirect(pathOf(visit, change.id()));
            case NOT_NOW, WHY_MISSING -> visit.redirect(pathOf(visit, change.id()), "note.bulk-not-now");
            case NOT_FOUND -> throw new NotFoundResponse();
        }
    }
}
