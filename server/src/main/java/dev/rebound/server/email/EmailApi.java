package dev.rebound.server.email;

import dev.rebound.core.address.AddressReader;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.email.EligibilityPreview;
import dev.rebound.engine.email.EmailChecks;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.email.Sending;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.FieldError;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Marketing emails over the REST API. */
public final class EmailApi implements Feature {

    private static final int ADDRESS_LENGTH_MAX = 1_000;
    private static final int SPANS_DEFAULT = 48;
    private static final int SPANS_MAX = 200;
    private static final int TRY_FOR_MIN = (int) EmailDraft.TRY_FOR_MIN.toMinutes();
    private static final int TRY_FOR_MAX = (int) Rulebook.TRY_FOR_MAX.toMinutes();
    private static final String[] DRAFT = {
        "name", "subject", "previewText", "fromName", "from", "text", "html", "selection", "tryForMinutes"
    };

    private final Emails emails;
    private final Contacts contacts;
    private final Sending sending;
    private final EmailFiles files;

    public EmailApi(Emails emails, EmailFiles files, Contacts contacts, Sending sending) {
        this.emails = emails;
        this.files = files;
        this.contacts = contacts;
        this.sending = sending;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get("/emails", Permission.VIEW, this::list)
                .post("/emails", Permission.EMAILS, this::create)
                .post("/emails/preview", Permission.VIEW, this::preview)
                .get("/emails/{emailId}", Permission.VIEW, call -> call.answer(EmailJson.of(find(call))))
                .put("/emails/{emailId}", Permission.EMAILS, this::replace)
                .post("/emails/{emailId}/send", Permission.SEND, this::send)
                .post("/emails/{emailId}/clone", Permission.EMAILS, this::cloneIt)
                .get("/emails/{emailId}/checks", Permission.VIEW, this::checks)
                .get("/emails/{emailId}/figures", Permission.VIEW, this::figures)
                .get("/emails/{emailId}/course", Permission.VIEW, this::course);
    }

    private void list(ApiCall call) {
        int limit = call.limit();
        Optional<EmailId> before = call.numberCursor().map(EmailId::new);
        List<MarketingEmail> found = emails.page(call.account(), before, limit + 1);
        call.answer(call.page(found, limit, EmailJson::line, MarketingEmail::id));
    }

    private MarketingEmail find(ApiCall call) {
        return find(call.account(), call.id("emailId", "email"));
    }

    private MarketingEmail find(AccountId account, long id) {
        return emails.find(account, new EmailId(id)).orElseThrow(() -> Refusal.notFound("email"));
    }

    private void create(ApiCall call) throws IOException {
        JsonBody body = call.body(DRAFT);
        EmailId id = sending.create(call.account(), draft(call, body), call.by());
        call.created("/emails/" + id, EmailJson.of(find(call.account(), id.value())));
    }

    private void replace(ApiCall call) throws IOException {
        MarketingEmail email = find(call);
        JsonBody body = call.body(DRAFT);
        if (!sending.update(call.account(), email.id(), draft(call, body), call.by())) {
            throw notADraft();
        }
        call.answer(EmailJson.of(find(call)));
    }

    private static Refusal notADraft() {
        return new Refusal(
                ProblemKind.CONFLICT,
                "The email has been sent and cannot be changed or sent again. Clone it.",
                List.of(new FieldError("", EmailProblem.NOT_A_DRAFT.name(), "clone it")));
    }

    private void send(ApiCall call) {
        MarketingEmail email = find(call);
        List<EmailProblem> problems = sending.send(call.account(), email.id(), call.by());
        if (problems.contains(EmailProblem.NOT_A_DRAFT)) {
            throw notADraft();
        }
        if (!problems.isEmpty()) {
            throw new Refusal(
                    ProblemKind.INVALID_CONTENT, "The email cannot be sent as it is.", errors(call, problems));
        }
        call.accepted("/emails/" + email.id() + "/figures", EmailJson.of(find(call)));
    }

    private static List<FieldError> errors(ApiCall call, List<EmailProblem> problems) {
        return problems.stream()
                .map(problem -> new FieldError(
                        EmailJson.pointer(problem),
                        problem.name(),
                        call.wording().name(problem)))
                .toList();
    }

    private void cloneIt(ApiCall call) throws IOException {
        MarketingEmail original = find(call);
        JsonBody body = call.body("name", "selection");
        String name = body.text("name", EmailContent.LINE_LENGTH_MAX);
        refuse(call, original.content().named(name));
        EmailId id = sending.cloneOf(call.account(), original.id(), name, selection(call, body), call.by())
                .orElseThrow(() -> Refusal.notFound("email"));
        call.created("/emails/" + id, EmailJson.of(find(call.account(), id.value())));
    }

    private void figures(ApiCall call) {
        call.answer(EmailJson.of(emails.figures(call.account(), find(call).id())));
    }

    private void checks(ApiCall call) {
        MarketingEmail email = find(call);
        call.refuseUnknownParameters();
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        EmailChecks.of(email.content(), files.list(call.account(), email.id())).stream()
                                .map(EmailJson::of)
                                .toList()));
    }

    private void course(ApiCall call) {
        int spans = call.number("spans", SPANS_DEFAULT, SPANS_MAX);
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        emails.course(call.account(), find(call).id(), spans).stream()
                                .map(EmailJson::of)
                                .toList()));
    }

    private void preview(ApiCall call) throws IOException {
        EligibilityPreview preview = sending.preview(call.account(), selection(call, call.body("selection")));
        call.answer(JsonBuilder.object()
                .with("selected", preview.selected())
                .with("eligible", preview.eligible())
                .withCounts("leftOut", preview.leftOut()));
    }

    private EmailDraft draft(ApiCall call, JsonBody body) {
        Optional<Duration> tryFor = body.has("tryForMinutes")
                ? Optional.of(Duration.ofMinutes(body.number("tryForMinutes", TRY_FOR_MIN, TRY_FOR_MAX)))
                : Optional.empty();
        return new EmailDraft(content(call, body), selection(call, body), tryFor);
    }

    private EmailContent content(ApiCall call, JsonBody body) {
        EmailContent content = new EmailContent(
                body.text("name", EmailContent.LINE_LENGTH_MAX),
                body.text("subject", EmailContent.LINE_LENGTH_MAX),
                body.optionalText("previewText", EmailContent.LINE_LENGTH_MAX).orElse(""),
                body.optionalText("fromName", EmailContent.LINE_LENGTH_MAX).orElse(""),
                from(body),
                body.optionalText("text", EmailContent.BODY_LENGTH_MAX).orElse(""),
                body.optionalText("html", EmailContent.BODY_LENGTH_MAX).orElse(""));
        refuse(call, content);
        return content;
    }

    private void refuse(ApiCall call, EmailContent content) {
        List<EmailProblem> problems = sending.problemsOf(call.account(), content);
        if (!problems.isEmpty()) {
            throw new Refusal(
                    ProblemKind.INVALID_CONTENT, "The email cannot be saved as it is.", errors(call, problems));
        }
    }

    private static EmailAddress from(JsonBody body) {
        return switch (AddressReader.read(body.text("from", ADDRESS_LENGTH_MAX))) {
            case AddressReader.Valid valid -> valid.address();
            case AddressReader.Invalid invalid ->
                throw Refusal.at(body.at("from"), invalid.problem().name(), "is no address that mail can be sent from");
        };
    }

    /** Contacts and emails of other accounts are as if they did not exist. */
    private Selection selection(ApiCall call, JsonBody body) {
        return body.optionalObject("selection", SelectionJson.MEMBERS)
                .map(selection -> SelectionJson.read(selection))
                .map(selection -> known(call.account(), body, selection))
                .orElseGet(Selection.Everybody::new);
    }

    private Selection known(AccountId account, JsonBody body, Selection selection) {
        switch (selection) {
            case Selection.Everybody ignored -> {
                // Nobody is named.
            }
            case Selection.SoftBouncedOf soft -> {
                if (emails.find(account, soft.email()).isEmpty()) {
                    throw Refusal.at(body.at("selection") + "/emailId", "NOT_FOUND", "this account has no such email");
                }
            }
            case Selection.Chosen(List<ContactId> chosen) -> {
                for (int i = 0; i < chosen.size(); i++) {
                    if (contacts.find(account, chosen.get(i)).isEmpty()) {
                        String where = body.at("selection") + "/contactIds/" + i;
                        throw Refusal.at(where, "NOT_FOUND", "this account has no such contact");
                    }
                }
            }
        }
        return selection;
    }
}
