package dev.rebound.server.contact;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.server.contact.ImportDesk.Order;
import dev.rebound.server.contact.ImportDesk.Receipt;
import dev.rebound.server.contact.ImportStatus.Stage;
import dev.rebound.server.csv.TextEncoding;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.ConflictResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Importing contacts from a file: the form, its columns, how far it has come, what became of it. */
public final class ImportPages implements Feature {

    private static final String FORM = "/a/{account}/contacts/import";
    private static final String ONE = "/a/{account}/contacts/imports/{import}";
    private static final String COLUMNS = "/a/{account}/contacts/imports/{offered}/columns";

    private final ImportDesk desk;

    ImportPages(ImportDesk desk) {
        this.desk = desk;
    }

    @Override
    public void register(Routes routes) {
        routes.get(
                        FORM,
                        Access.to(Permission.CONTACTS),
                        visit -> visit.page("contacts/importForm.jte", new ImportForm(FormProblem.NONE)))
                .post(FORM, Access.to(Permission.CONTACTS), this::take)
                .get(COLUMNS, Access.to(Permission.CONTACTS), this::columns)
                .post(COLUMNS, Access.to(Permission.CONTACTS), this::choose)
                .get(ONE, Access.to(Permission.CONTACTS), this::show)
                .get(ONE + "/refused", Access.to(Permission.CONTACTS), this::refused);
    }

    /** What was wrong with the form. */
    public enum FormProblem {
        NONE,
        NO_FILE,
        TOO_LARGE,
        TOO_MANY
    }

    /** The form. */
    public record ImportForm(FormProblem problem) {}

    private void take(Visit visit) throws IOException {
        Optional<UploadedFile> file =
                Optional.ofNullable(visit.http().uploadedFile("file")).filter(uploaded -> uploaded.size() > 0);
        if (file.isEmpty()) {
            refuse(visit, FormProblem.NO_FILE);
            return;
        }
        Order order = new Order(visit.account(), visit.by(), file.get().filename(), Optional.empty(), Set.of());
        switch (desk.offer(order, file.get().content())) {
            case Receipt.Taken taken -> visit.redirect(pathOf(taken.job()));
            case Receipt.TooLarge ignored -> refuse(visit, FormProblem.TOO_LARGE);
            case Receipt.TooMany ignored -> refuse(visit, FormProblem.TOO_MANY);
        }
    }

    private static void refuse(Visit visit, FormProblem problem) {
        visit.http().status(422);
        visit.page("contacts/importForm.jte", new ImportForm(problem));
    }

    /** Where an import is to be seen: its columns while they are to be chosen, else how far it has come. */
    private static String pathOf(ImportJob job) {
        String path = "/a/" + job.account() + "/contacts/imports/" + job.id();
        return job.status().stage() == Stage.CHOOSING ? path + "/columns" : path;
    }

    private ImportJob find(Visit visit, String hole) {
        return desk.find(visit.account(), visit.http().pathParam(hole)).orElseThrow(NotFoundResponse::new);
    }

    // ---- Its columns

    /**
     * The first rows of a file, for somebody to say what its columns are.
     *
     * @param lines of the file in all
     * @param isGuess whether nothing in the file says as what it is to be read
     * @param names of properties that the account has
     */
    public record ColumnsPage(
            String id,
            String fileName,
            long lines,
            boolean isGuess,
            ImportPreview preview,
            Set<String> names,
            ImportChoice.Problem problem) {

        /** What a column can be. */
        public List<ColumnUse> uses() {
            return List.of(ColumnUse.values());
        }

        /** As what the file can be read where it does not say itself. */
        public List<TextEncoding> encodings() {
            return List.of(TextEncoding.UTF_8, TextEncoding.GB18030, TextEncoding.WINDOWS_1252);
        }

        /** Whether no column seems to be the address. */
        public boolean noEmail() {
            return preview.columns().stream().noneMatch(column -> column.use() == ColumnUse.EMAIL);
        }
    }

    private void columns(Visit visit) throws IOException {
        ImportJob job = find(visit, "offered");
        Optional<ImportPreview> preview = desk.preview(job, visit.query("encoding", TextEncoding.class));
        if (preview.isEmpty()) {
            visit.redirect(pathOf(job));
            return;
        }
        visit.page("contacts/importColumns.jte", page(job, preview.get(), ImportChoice.Problem.NONE));
    }

    private ColumnsPage page(ImportJob job, ImportPreview preview, ImportChoice.Problem problem) {
        ImportStatus status = job.status();
        boolean isGuess = status.encoding().filter(TextEncoding::isGuess).isPresent();
        return new ColumnsPage(
                job.id(),
                job.fileName(),
                status.linesInAll(),
                isGuess,
                preview,
                desk.propertyNames(job.account()),
                problem);
    }

    private void choose(Visit visit) throws IOException {
        ImportJob job = find(visit, "offered");
        Optional<ImportPreview> preview = desk.preview(job, visit.form("encoding", TextEncoding.class));
        if (preview.isEmpty()) {
            visit.redirect(pathOf(job));
            return;
        }
        if (visit.form("discard").equals("yes")) {
            desk.discard(job);
            visit.redirect("/a/" + job.account() + "/contacts", "note.import-discarded");
            return;
        }
        int columns = preview.get().columns().size();
        List<ColumnUse> uses = IntStream.range(0, columns)
                .mapToObj(i -> visit.form("column-" + i, ColumnUse.class).orElse(ColumnUse.IGNORE))
                .toList();
        List<String> typed = IntStream.range(0, columns)
                .mapToObj(i -> visit.form("property-" + i).strip())
                .toList();
        Map<Integer, String> properties = properties(uses, typed);
        boolean headings = visit.form("headings").equals("yes");
        ImportChoice.Problem problem = ImportChoice.problemOf(uses, properties, desk.propertyNames(job.account()));
        if (problem == ImportChoice.Problem.NONE) {
            ImportChoice choice =
                    new ImportChoice(preview.get().encoding(), ContactColumns.chosen(uses, properties, headings));
            problem = desk.begin(job, choice) ? problem : ImportChoice.Problem.TOO_MANY;
        }
        if (problem == ImportChoice.Problem.NONE) {
            visit.redirect(pathOf(job));
            return;
        }
        visit.http().status(422);
        visit.page("contacts/importColumns.jte", page(job, preview.get().used(uses, typed, headings), problem));
    }

    /** Of the columns that are properties and have a name that one can have. */
    private static Map<Integer, String> properties(List<ColumnUse> uses, List<String> typed) {
        Map<Integer, String> properties = new TreeMap<>();
        for (int i = 0; i < uses.size(); i++) {
            int column = i;
            if (uses.get(i) == ColumnUse.PROPERTY) {
                ContactProperties.nameOf(typed.get(i)).ifPresent(name -> properties.put(column, name));
            }
        }
        return properties;
    }

    // ---- How far it has come

    /** How far an import has come; one look, so that its figures agree. */
    public record ImportPage(String id, String fileName, ImportStatus status) {}

    private void show(Visit visit) {
        ImportJob job = find(visit, "import");
        if (job.status().stage() == Stage.CHOOSING) {
            visit.redirect(pathOf(job));
            return;
        }
        ImportPage page = new ImportPage(job.id(), job.fileName(), job.status());
        visit.page(visit.wantsFragment() ? "contacts/importStatus.jte" : "contacts/importProgress.jte", page);
    }

    private void refused(Visit visit) throws IOException {
        ImportJob job = find(visit, "import");
        if (!job.status().stage().isOver()) {
            throw new ConflictResponse();
        }
        RefusedFile.answer(job, visit);
    }
}
