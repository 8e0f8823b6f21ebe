package dev.rebound.server.onetoone;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.inbox.LetterTemplate;
import dev.rebound.engine.inbox.LetterTemplate.LetterTemplateId;
import dev.rebound.engine.inbox.LetterTemplates;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.server.email.OfferedFields;
import dev.rebound.server.onetoone.ComposePages.Problems;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** Templates of one-to-one emails: the list, and writing, changing and removing one. */
public final class TemplatePages implements Feature {

    private static final String LIST = "/a/{account}/one-to-one/templates";
    private static final String ONE = LIST + "/{templateId}";

    private final OneToOneFeature.Parts parts;
    private final LetterTemplates templates;

    TemplatePages(OneToOneFeature.Parts parts) {
        this.parts = parts;
        this.templates = parts.writing().templates();
    }

    @Override
    public void register(Routes routes) {
        routes.get(
                        LIST,
                        Access.to(Permission.VIEW),
                        visit -> visit.page("onetoone/templates.jte", new TemplateList(templates.all(visit.account()))))
                .get(
                        LIST + "/new",
                        Access.to(Permission.ONE_TO_ONE),
                        visit -> form(visit, TemplateForm.empty(fields(visit))))
                .post(LIST, Access.to(Permission.ONE_TO_ONE), visit -> keep(visit, Optional.empty()))
                .get(
                        ONE,
                        Access.to(Permission.ONE_TO_ONE),
                        visit -> form(visit, TemplateForm.of(template(visit), fields(visit))))
                .post(
                        ONE,
                        Access.to(Permission.ONE_TO_ONE),
                        visit -> keep(visit, Optional.of(template(visit).id())))
                .post(ONE + "/remove", Access.to(Permission.ONE_TO_ONE), this::remove);
    }

    /** The list. */
    public record TemplateList(List<LetterTemplate> templates) {}

    /**
     * The form.
     *
     * @param id of the one that is changed; empty for a new one
     * @param fields that can be used
     */
    public record TemplateForm(
            Optional<LetterTemplateId> id, String name, OneToOneText text, OfferedFields fields, Problems problems) {

        static TemplateForm empty(OfferedFields fields) {
            return new TemplateForm(Optional.empty(), "", OneToOneText.plain("", ""), fields, Problems.NONE);
        }

        static TemplateForm of(LetterTemplate template, OfferedFields fields) {
            return new TemplateForm(
                    Optional.of(template.id()), template.name(), template.text(), fields, Problems.NONE);
        }
    }

    private LetterTemplate template(Visit visit) {
        return templates
                .find(visit.account(), new LetterTemplateId(visit.number("templateId")))
                .orElseThrow(NotFoundResponse::new);
    }

    private OfferedFields fields(Visit visit) {
        return OfferedFields.of(parts.contacts(), visit.account());
    }

    private void form(Visit visit, TemplateForm form) {
        if (!form.problems().areNone()) {
            visit.http().status(422);
        }
        visit.page("onetoone/template.jte", form);
    }

    private void keep(Visit visit, Optional<LetterTemplateId> id) {
        String name = visit.form("name").strip();
        OneToOneText text = EnteredText.in(visit);
        OfferedFields fields = fields(visit);
        Problems problems = Problems.of(text, fields);
        if (!TemplateDesk.isOne(name)) {
            form(visit, new TemplateForm(id, name, text, fields, Problems.of("templates.problem.name")));
        } else if (!problems.areNone()) {
            form(visit, new TemplateForm(id, name, text, fields, problems));
        } else if (id.isEmpty() && templates.all(visit.account()).size() >= LetterTemplates.COUNT_MAX) {
            form(visit, new TemplateForm(id, name, text, fields, Problems.of("templates.problem.too-many")));
        } else {
            LetterTemplates.Draft draft = new LetterTemplates.Draft(
                    name, text, visit.by(), parts.clock().instant());
            Optional<LetterTemplate> kept = id.map(known -> templates.change(visit.account(), known, draft))
                    .orElseGet(() -> templates.add(visit.account(), draft));
            if (kept.isPresent()) {
                visit.redirect("/a/" + visit.account() + "/one-to-one/templates", "note.template-kept");
            } else {
                form(visit, new TemplateForm(id, name, text, fields, Problems.of("templates.problem.taken")));
            }
        }
    }

    private void remove(Visit visit) {
        LetterTemplate template = template(visit);
        TemplateDesk.remove(parts, template, visit.by());
        visit.redirect("/a/" + visit.account() + "/one-to-one/templates", "note.template-removed");
    }

    /** What pages and API share. */
    static final class TemplateDesk {

        private TemplateDesk() {}

        /** Whether a template can be called so. */
        static boolean isOne(String name) {
            return !name.isBlank()
                    && name.length() <= LetterTemplate.NAME_LENGTH_MAX
                    && name.chars().noneMatch(Character::isISOControl);
        }

        /** Takes one away; the audit log says who did. */
        static void remove(OneToOneFeature.Parts parts, LetterTemplate template, String by) {
            parts.writing().templates().remove(template.account(), template.id());
            parts.audit()
                    .append(new AuditEntry(
                            parts.clock().instant(),
                            Optional.of(template.account()),
                            by,
                            AuditAction.TEMPLATE_REMOVED,
                            template.name(),
                            template.text().subject()));
        }
    }
}
