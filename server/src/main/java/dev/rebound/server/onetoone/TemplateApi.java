package dev.rebound.server.onetoone;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.inbox.LetterTemplate;
import dev.rebound.engine.inbox.LetterTemplate.LetterTemplateId;
import dev.rebound.engine.inbox.LetterTemplates;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;

/** Templates of one-to-one emails over the REST API. */
final class TemplateApi implements Feature {

    private final OneToOneFeature.Parts parts;
    private final LetterTemplates templates;

    TemplateApi(OneToOneFeature.Parts parts) {
        this.parts = parts;
        this.templates = parts.writing().templates();
    }

    @Override
    public void register(Routes routes) {
        String one = "/templates/{templateId}";
        ApiRoutes.of(routes)
                .get("/templates", Permission.VIEW, this::list)
                .post("/templates", Permission.ONE_TO_ONE, this::add)
                .get(one, Permission.VIEW, call -> call.answer(OneToOneJson.of(template(call))))
                .put(one, Permission.ONE_TO_ONE, this::change)
                .delete(one, Permission.ONE_TO_ONE, this::remove);
    }

    private LetterTemplate template(ApiCall call) {
        return templates
                .find(call.account(), new LetterTemplateId(call.id("templateId", "template")))
                .orElseThrow(() -> Refusal.notFound("template"));
    }

    private void list(ApiCall call) {
        call.refuseUnknownParameters();
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        templates.all(call.account()).stream()
                                .map(OneToOneJson::of)
                                .toList()));
    }

    private LetterTemplates.Draft draft(ApiCall call) throws IOException {
        JsonBody body = call.body("name", "subject", "text", "html");
        String name = body.text("name", LetterTemplate.NAME_LENGTH_MAX);
        if (!TemplatePages.TemplateDesk.isOne(name)) {
            throw Refusal.at(body.at("name"), "INVALID", "must be one line that is not empty");
        }
        OneToOneText text = EnteredText.in(body);
        OneToOneApi.refuse(call, text, parts.contacts());
        return new LetterTemplates.Draft(name, text, call.by(), parts.clock().instant());
    }

    private void add(ApiCall call) throws IOException {
        LetterTemplates.Draft draft = draft(call);
        if (templates.all(call.account()).size() >= LetterTemplates.COUNT_MAX) {
            throw new Refusal(ProblemKind.CONFLICT, "The account has as many templates as it may; remove one first.");
        }
        LetterTemplate added = templates.add(call.account(), draft).orElseThrow(TemplateApi::taken);
        call.created("/templates/" + added.id(), OneToOneJson.of(added));
    }

    private void change(ApiCall call) throws IOException {
        LetterTemplate known = template(call);
        call.answer(OneToOneJson.of(
                templates.change(call.account(), known.id(), draft(call)).orElseThrow(TemplateApi::taken)));
    }

    private static Refusal taken() {
        return new Refusal(ProblemKind.CONFLICT, "Another template has this name.");
    }

    private void remove(ApiCall call) {
        TemplatePages.TemplateDesk.remove(parts, template(call), call.by());
        call.done();
    }
}
