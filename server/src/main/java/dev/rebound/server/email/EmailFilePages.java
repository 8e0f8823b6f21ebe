package dev.rebound.server.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.EmailFiles.Entry;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Attachments and pictures of an email: looking, adding, taking off. */
public final class EmailFilePages implements Feature {

    private final Emails emails;
    private final EmailFiles files;

    public EmailFilePages(Emails emails, EmailFiles files) {
        this.emails = emails;
        this.files = files;
    }

    /**
     * The page.
     *
     * @param problem why the last file was not added
     */
    public record FileList(MarketingEmail email, List<Line> lines, Optional<EmailFile.Problem> problem) {

        public FileList {
            lines = List.copyOf(lines);
        }

        /** Whether files can be added and taken off. */
        public boolean isDraft() {
            return email.state() == EmailState.DRAFT;
        }

        /** Octets of all files together. */
        public long octets() {
            return lines.stream().mapToLong(line -> line.entry().octets()).sum();
        }
    }

    /** A file of the list. */
    public record Line(Entry entry, boolean shown) {

        /** Its name fit for the path of an address. */
        public String address() {
            return URLEncoder.encode(entry.name(), StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/emails/{email}/files", Access.to(Permission.VIEW), v -> show(v, Optional.empty()))
                .post("/a/{account}/emails/{email}/files", Access.to(Permission.EMAILS), this::add)
                .get("/a/{account}/emails/{email}/files/{name}", Access.to(Permission.VIEW), this::download)
                .post("/a/{account}/emails/{email}/files/{name}/remove", Access.to(Permission.EMAILS), this::remove);
    }

    private void show(Visit visit, Optional<EmailFile.Problem> problem) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        List<Line> lines = files.list(visit.account(), email.id()).stream()
                .map(entry -> new Line(entry, isShown(entry, email)))
                .toList();
        visit.page("email/files.jte", new FileList(email, lines, problem));
    }

    private static boolean isShown(Entry entry, MarketingEmail email) {
        return new EmailFile(entry.name(), new byte[0])
                .isShownIn(email.content().html());
    }

    private void add(Visit visit) throws IOException {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        Optional<UploadedFile> uploaded = Optional.ofNullable(visit.http().uploadedFile("file"));
        Optional<EmailFile.Problem> problem = uploaded.isPresent()
                ? put(visit.account(), email.id(), uploaded.get())
                : Optional.of(EmailFile.Problem.EMPTY);
        if (problem.isEmpty()) {
            visit.redirect("/a/" + visit.account() + "/emails/" + email.id() + "/files", "note.file-added");
        } else {
            visit.http().status(422);
            show(visit, problem);
        }
    }

    private Optional<EmailFile.Problem> put(AccountId account, EmailId email, UploadedFile uploaded)
            throws IOException {
        try (InputStream content = uploaded.content()) {
            byte[] octets = content.readNBytes(EmailFile.OCTETS_MAX + 1);
            return files.put(account, email, new EmailFile(nameOf(uploaded), octets));
        }
    }

    /** Some browsers send the whole path. */
    private static String nameOf(UploadedFile uploaded) {
        String name = uploaded.filename();
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /** As an attachment and without a guess at its type, so that no file is ever run as one of our pages. */
    private void download(Visit visit) {
        EmailFile file = files.find(
                        visit.account(),
                        EmailPages.emailOf(visit, emails).id(),
                        visit.http().pathParam("name"))
                .orElseThrow(NotFoundResponse::new);
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        visit.http()
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + name)
                .contentType("application/octet-stream")
                .result(file.content());
    }

    private void remove(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        if (!files.remove(visit.account(), email.id(), visit.http().pathParam("name"))) {
            throw new NotFoundResponse();
        }
        visit.redirect("/a/" + visit.account() + "/emails/" + email.id() + "/files", "note.file-removed");
    }
}
