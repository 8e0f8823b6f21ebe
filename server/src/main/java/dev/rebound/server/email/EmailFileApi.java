package dev.rebound.server.email;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.EmailFiles.Entry;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.FieldError;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Attachments and pictures of an email over the REST API. */
public final class EmailFileApi implements Feature {

    private final Emails emails;
    private final EmailFiles files;

    public EmailFileApi(Emails emails, EmailFiles files) {
        this.emails = emails;
        this.files = files;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get("/emails/{emailId}/files", Permission.VIEW, this::list)
                .put("/emails/{emailId}/files/{fileName}", Permission.EMAILS, this::put)
                .delete("/emails/{emailId}/files/{fileName}", Permission.EMAILS, this::remove);
    }

    private EmailId email(ApiCall call) {
        EmailId id = new EmailId(call.id("emailId", "email"));
        return emails.find(call.account(), id)
                .orElseThrow(() -> Refusal.notFound("email"))
                .id();
    }

    private void list(ApiCall call) {
        EmailId email = email(call);
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        files.list(call.account(), email).stream()
                                .map(EmailFileApi::json)
                                .toList()));
    }

    private static JsonBuilder json(Entry entry) {
        return JsonBuilder.object()
                .with("name", entry.name())
                .with("mediaType", entry.mediaType())
                .with("octets", entry.octets());
    }

    private void put(ApiCall call) throws IOException {
        EmailId email = email(call);
        EmailFile file = new EmailFile(call.path("fileName"), call.octets(EmailFile.OCTETS_MAX));
        Optional<EmailFile.Problem> problem = files.put(call.account(), email, file);
        if (problem.isPresent()) {
            throw refusal(call, problem.get());
        }
        call.answer(json(new Entry(file.name(), file.content().length)));
    }

    private void remove(ApiCall call) {
        if (!files.remove(call.account(), email(call), call.path("fileName"))) {
            throw Refusal.notFound("file on a draft");
        }
        call.done();
    }

    private static Refusal refusal(ApiCall call, EmailFile.Problem problem) {
        ProblemKind kind = switch (problem) {
            case NOT_A_DRAFT -> ProblemKind.CONFLICT;
            case TOO_LARGE -> ProblemKind.TOO_LARGE;
            case BAD_NAME, REFUSED_TYPE, EMPTY, TOO_MANY -> ProblemKind.INVALID_CONTENT;
        };
        String detail = call.wording().name(problem);
        return new Refusal(kind, detail, List.of(new FieldError("", problem.name(), detail)));
    }
}
