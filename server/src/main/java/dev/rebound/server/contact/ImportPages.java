package dev.rebound.server.contact;

import dev.rebound.engine.account.Permission;
import dev.rebound.server.contact.ImportDesk.Order;
import dev.rebound.server.contact.ImportDesk.Receipt;
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
import java.util.Optional;

/** Importing contacts from a file: the form, how far it has come, what became of it. */
public final class ImportPages implements Feature {

    private static final String FORM = "/a/{account}/contacts/import";
    private static final String ONE = "/a/{account}/contacts/imports/{import}";

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
    public record ImportForm(FormProblem problem) {

        /** Encodings that a person can choose where the file does not say. */
        public List<TextEncoding> encodings() {
            return List.of(TextEncoding.UTF_8, TextEncoding.GB18030, TextEncoding.WINDOWS_1252);
        }
    }

    private void take(Visit visit) throws IOException {
        Optional<UploadedFile> file =
                Optional.ofNullable(visit.http().uploadedFile("file")).filter(uploaded -> uploaded.size() > 0);
        if (file.isEmpty()) {
            refuse(visit, FormProblem.NO_FILE);
            return;
        }
        Order order = new Order(
                visit.account(), visit.by(), file.get().filename(), visit.form("encoding", TextEncoding.class));
        switch (desk.take(order, file.get().content())) {
            case Receipt.Taken taken ->
                visit.redirect("/a/" + visit.account() + "/contacts/imports/"
                        + taken.job().id());
            case Receipt.TooLarge ignored -> refuse(visit, FormProblem.TOO_LARGE);
            case Receipt.TooMany ignored -> refuse(visit, FormProblem.TOO_MANY);
        }
    }

    private static void refuse(Visit visit, FormProblem problem) {
        visit.http().status(422);
        visit.page("contacts/importForm.jte", new ImportForm(problem));
    }

    private ImportJob find(Visit visit) {
        return desk.find(visit.account(), visit.http().pathParam("import")).orElseThrow(NotFoundResponse::new);
    }

    /** How far an import has come; one look, so that its figures agree. */
    public record ImportPage(String id, String fileName, ImportStatus status) {}

    private void show(Visit visit) {
        ImportJob job = find(visit);
        ImportPage page = new ImportPage(job.id(), job.fileName(), job.status());
        visit.page(visit.wantsFragment() ? "contacts/importStatus.jte" : "contacts/importProgress.jte", page);
    }

    private void refused(Visit visit) throws IOException {
        ImportJob job = find(visit);
        if (!job.status().stage().isOver()) {
            throw new ConflictResponse();
        }
        RefusedFile.answer(job, visit);
    }
}
