package dev.rebound.server.onetoone;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.OwnProperties;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.LetterTemplate;
import dev.rebound.engine.inbox.LetterTemplate.LetterTemplateId;
import dev.rebound.engine.inbox.OneToOneContent;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.engine.inbox.OneToOneSending;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.engine.inbox.OneToOneWriting;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.FieldError;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writing to one contact over the REST API, and what became of it. */
final class OneToOneApi implements Feature {

    private static final int NUMBER_LENGTH_MAX = 20;

    private final OneToOneFeature.Parts parts;

    OneToOneApi(OneToOneFeature.Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .post("/inboxes/{inboxId}/messages", Permission.ONE_TO_ONE, this::send)
                .get("/one-to-one", Permission.VIEW, this::list)
                .get("/one-to-one/{oneToOneId}", Permission.VIEW, this::show);
    }

    private void send(ApiCall call) throws IOException {
        Inbox inbox = parts.inboxes()
                .find(call.account(), new InboxId(call.id("inboxId", "inbox")))
                .orElseThrow(() -> Refusal.notFound("inbox"));
        JsonBody body = call.body("contact", "template", "subject", "text", "html", "files", "sendAnyway");
        Contact contact = ApiCall.idIn(body.text("contact", NUMBER_LENGTH_MAX))
                .flatMap(number -> parts.contacts().find(call.account(), new ContactId(number)))
                .map(ContactView::contact)
                .orElseThrow(() -> Refusal.at(body.at("contact"), "UNKNOWN", "there is no such contact"));
        OneToOneText text = text(call, body);
        OneToOneWriting written = OneToOneWriting.to(contact, text)
                .with(files(call, body))
                .insisting(body.optionalFlag("sendAnyway").orElse(false));
        switch (parts.sending().send(inbox, written)) {
            case OneToOneSending.Outcome.Sent(OneToOneMessage message) -> created(call, message.id());
            case OneToOneSending.Outcome.NotSent(OneToOneMessage message, var ignored) -> created(call, message.id());
            case OneToOneSending.Outcome.InboxDisconnected() ->
                throw new Refusal(ProblemKind.CONFLICT, "INBOX_DISCONNECTED: connect the inbox again first.");
            case OneToOneSending.Outcome.Withheld(var why, boolean mayInsist) ->
                throw new Refusal(
                        ProblemKind.CONFLICT,
                        why.name() + ": " + call.wording().meaning(why)
                                + (mayInsist ? " Say \"sendAnyway\": true to send it all the same." : ""),
                        List.of(new FieldError(
                                body.at("contact"), why.name(), call.wording().name(why))));
            case OneToOneSending.Outcome.Unsendable(String why) -> throw Refusal.at("", "INVALID", why);
        }
    }

    /** What the body says, over what the template says, if one is named. */
    private OneToOneText text(ApiCall call, JsonBody body) {
        OneToOneText text = body.optionalText("template", NUMBER_LENGTH_MAX)
                .map(id -> template(call, body, id).text())
                .map(from -> new OneToOneText(
                        body.optionalText("subject", OneToOneText.BODY_LENGTH_MAX)
                                .orElse(from.subject()),
                        body.optionalText("text", OneToOneText.BODY_LENGTH_MAX).orElse(from.text()),
                        body.optionalText("html", OneToOneText.BODY_LENGTH_MAX).orElse(from.html())))
                .orElseGet(() -> EnteredText.in(body));
        refuse(call, text, parts.contacts());
        return text;
    }

    private LetterTemplate template(ApiCall call, JsonBody body, String id) {
        return ApiCall.idIn(id)
                .flatMap(number -> parts.writing().templates().find(call.account(), new LetterTemplateId(number)))
                .orElseThrow(() -> Refusal.at(body.at("template"), "UNKNOWN", "there is no such template"));
    }

    /** Refuses a text that cannot be sent. */
    static void refuse(ApiCall call, OneToOneText text, OwnProperties own) {
        Set<String> properties = own.propertyNames(call.account());
        List<FieldError> errors = new ArrayList<>();
        for (EmailProblem problem : text.problems(properties)) {
            String detail = problem == EmailProblem.UNKNOWN_FIELD
                    ? call.wording().name(problem) + " " + text.unknownFields(properties)
                    : call.wording().name(problem);
            errors.add(new FieldError("", problem.name(), detail));
        }
        if (!errors.isEmpty()) {
            throw new Refusal(ProblemKind.INVALID_CONTENT, "The text cannot be sent like that.", errors);
        }
    }

    private static List<EmailFile> files(ApiCall call, JsonBody body) {
        List<EmailFile> files = new ArrayList<>();
        if (body.has("files")) {
            for (JsonBody file : body.objects("files", EmailFile.FILES_MAX, "name", "content")) {
                String content = file.text("content", JsonBody.OCTETS_MAX);
                try {
                    files.add(new EmailFile(
                            file.text("name", EmailFile.NAME_OCTETS_MAX),
                            Base64.getDecoder().decode(content)));
                } catch (IllegalArgumentException e) {
                    throw Refusal.at(file.at("content"), "INVALID", "must be Base64 (RFC 4648, section 4)");
                }
            }
        }
        ComposePages.problemOf(files).ifPresent(problem -> {
            throw Refusal.at(body.at("files"), problem.name(), call.wording().name(problem));
        });
        return files;
    }

    private void created(ApiCall call, OneToOneId id) {
        OneToOneCourse course =
                parts.writing().courses().find(call.account(), id).orElseThrow();
        call.created("/one-to-one/" + id, OneToOneJson.of(course, content(call, id)));
    }

    private OneToOneContent content(ApiCall call, OneToOneId id) {
        return parts.writing().courses().content(call.account(), id).orElse(OneToOneContent.NOT_KEPT);
    }

    private void list(ApiCall call) {
        int limit = call.limit();
        Optional<OneToOneId> before = call.numberCursor().map(OneToOneId::new);
        Optional<ContactId> contact = call.query("contact")
                .map(text -> ApiCall.idIn(text)
                        .map(ContactId::new)
                        .orElseThrow(() -> ApiCall.wrong("contact", "INVALID", "must be the id of a contact")));
        call.refuseUnknownParameters();
        List<OneToOneCourse> found = contact.map(
                        id -> parts.writing().courses().ofContact(call.account(), id, before, limit + 1))
                .orElseGet(() -> parts.writing().courses().page(call.account(), before, limit + 1));
        call.answer(call.page(
                found, limit, OneToOneJson::of, course -> course.message().id()));
    }

    private void show(ApiCall call) {
        OneToOneId id = new OneToOneId(call.id("oneToOneId", "one-to-one email"));
        OneToOneCourse course = parts.writing()
                .courses()
                .find(call.account(), id)
                .orElseThrow(() -> Refusal.notFound("one-to-one email"));
        call.answer(OneToOneJson.of(course, content(call, id)));
    }
}
