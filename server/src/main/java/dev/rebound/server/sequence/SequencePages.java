package dev.rebound.server.sequence;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.inbox.LetterTemplate;
import dev.rebound.engine.inbox.LetterTemplate.LetterTemplateId;
import dev.rebound.engine.sequence.Enrolment;
import dev.rebound.engine.sequence.EnrolmentId;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.engine.sequence.SequenceFigures;
import dev.rebound.engine.sequence.SequenceId;
import dev.rebound.engine.sequence.SequenceStep;
import dev.rebound.engine.sequence.Sequences;
import dev.rebound.server.email.OfferedFields;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sequences: the list, one with its figures and enrolments, and writing its steps. */
public final class SequencePages implements Feature {

    private static final String LIST = "/a/{account}/sequences";
    private static final String ONE = LIST + "/{sequenceId}";
    /** Enrolments on one page. */
    private static final int ROWS = 50;

    private final SequenceFeature.Parts parts;
    private final Sequences sequences;

    SequencePages(SequenceFeature.Parts parts) {
        this.parts = parts;
        this.sequences = parts.sequences();
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.to(Permission.VIEW), this::list)
                .get(LIST + "/new", Access.to(Permission.ONE_TO_ONE), visit -> form(visit, SequenceForm.empty()))
                .post(LIST, Access.to(Permission.ONE_TO_ONE), visit -> keep(visit, Optional.empty()))
                .get(ONE, Access.to(Permission.VIEW), this::show)
                .get(
                        ONE + "/edit",
                        Access.to(Permission.ONE_TO_ONE),
                        visit -> form(visit, SequenceForm.of(sequence(visit, sequences))))
                .post(
                        ONE + "/edit",
                        Access.to(Permission.ONE_TO_ONE),
                        visit -> keep(
                                visit, Optional.of(sequence(visit, sequences).id())))
                .post(ONE + "/pause", Access.to(Permission.ONE_TO_ONE), visit -> pause(visit, true))
                .post(ONE + "/resume", Access.to(Permission.ONE_TO_ONE), visit -> pause(visit, false));
    }

    /**
     * The list.
     *
     * @param enrolling a contact for whom one is chosen
     */
    public record SequenceList(
            List<Sequence> sequences, Map<SequenceId, SequenceFigures> figures, Optional<Contact> enrolling) {

        /** How one does. */
        public SequenceFigures of(Sequence sequence) {
            return figures.getOrDefault(sequence.id(), SequenceFigures.NONE);
        }
    }

    /**
     * One of them.
     *
     * @param next where more enrolments begin, if there are more
     */
    public record SequencePage(
            Sequence sequence,
            SequenceFigures figures,
            List<Enrolment> enrolments,
            boolean isFirst,
            Optional<EnrolmentId> next) {}

    /** What can be put into a step: templates, and personal fields. */
    public record Offer(List<LetterTemplate> templates, OfferedFields fields) {
        static final Offer NONE = new Offer(List.of(), new OfferedFields(Collections.emptySortedSet()));
    }

    /**
     * The form.
     *
     * @param id of the one that is changed; empty for a new one
     * @param problem the key of what is wrong; empty if nothing is
     * @param wrongStep the step that is wrong, from 1; 0 if none is
     */
    public record SequenceForm(
            Optional<SequenceId> id, String name, List<StepForm> steps, String problem, int wrongStep, Offer offer) {

        static SequenceForm empty() {
            return new SequenceForm(Optional.empty(), "", List.of(StepForm.empty(1)), "", 0, Offer.NONE);
        }

        static SequenceForm of(Sequence sequence) {
            return new SequenceForm(
                    Optional.of(sequence.id()),
                    sequence.name(),
                    sequence.steps().stream().map(StepForm::of).toList(),
                    "",
                    0,
                    Offer.NONE);
        }

        SequenceForm with(String wrong, int step) {
            return new SequenceForm(id, name, steps, wrong, step, offer);
        }

        SequenceForm with(List<StepForm> other) {
            return new SequenceForm(id, name, other, problem, wrongStep, offer);
        }

        SequenceForm offering(Offer offered) {
            return new SequenceForm(id, name, steps, problem, wrongStep, offered);
        }
    }

    static Sequence sequence(Visit visit, Sequences sequences) {
        return sequences
                .find(visit.account(), new SequenceId(visit.number("sequenceId")))
                .orElseThrow(NotFoundResponse::new);
    }

    private void list(Visit visit) {
        Optional<Contact> enrolling = visit.queryNumber("contact")
                .flatMap(id -> parts.contacts().find(visit.account(), new ContactId(id)))
                .map(ContactView::contact);
        visit.page(
                "sequence/list.jte",
                new SequenceList(sequences.all(visit.account()), sequences.figures(visit.account()), enrolling));
    }

    private void show(Visit visit) {
        Sequence sequence = sequence(visit, sequences);
        Optional<EnrolmentId> before = visit.queryNumber("before").map(EnrolmentId::new);
        List<Enrolment> found = sequences.enrolments(visit.account(), sequence.id(), before, ROWS + 1);
        List<Enrolment> rows = found.subList(0, Math.min(ROWS, found.size()));
        visit.page(
                "sequence/one.jte",
                new SequencePage(
                        sequence,
                        sequences.figures(visit.account()).getOrDefault(sequence.id(), SequenceFigures.NONE),
                        rows,
                        before.isEmpty(),
                        found.size() > ROWS ? Optional.of(rows.getLast().id()) : Optional.empty()));
    }

    private void form(Visit visit, SequenceForm form) {
        if (!form.problem().isEmpty()) {
            visit.http().status(422);
        }
        visit.page("sequence/form.jte", form.offering(offer(visit)));
    }

    private void keep(Visit visit, Optional<SequenceId> id) {
        String name = visit.form("name").strip();
        List<StepForm> steps = StepForm.in(visit);
        SequenceForm form = new SequenceForm(id, name, steps, "", 0, Offer.NONE);
        if (visit.form("action").equals("add")) {
            form(visit, form.with(withOneMore(visit, steps)));
            return;
        }
        SequenceForm checked = checked(form, offer(visit).fields().properties());
        if (!checked.problem().isEmpty()) {
            form(visit, checked.with(steps.isEmpty() ? List.of(StepForm.empty(1)) : steps));
            return;
        }
        Sequences.Draft draft = new Sequences.Draft(
                name,
                steps.stream().map(StepForm::step).toList(),
                visit.by(),
                parts.clock().instant());
        Optional<Sequence> kept = id.map(known -> sequences.change(visit.account(), known, draft))
                .orElseGet(() -> sequences.add(visit.account(), draft));
        if (kept.isEmpty()) {
            form(visit, form.with("sequences.problem.taken", 0));
        } else {
            visit.redirect("/a/" + visit.account() + "/sequences/" + kept.get().id(), "note.sequence-kept");
        }
    }

    /** Another step, empty or from a template. */
    private List<StepForm> withOneMore(Visit visit, List<StepForm> steps) {
        List<StepForm> more = new ArrayList<>(steps);
        StepForm empty = StepForm.empty(steps.size() + 1);
        if (more.size() < SequenceStep.COUNT_MAX) {
            more.add(visit.formNumber("template")
                    .flatMap(number -> parts.templates().find(visit.account(), new LetterTemplateId(number)))
                    .map(template -> new StepForm(empty.days(), empty.hours(), template.text()))
                    .orElse(empty));
        }
        return more;
    }

    private Offer offer(Visit visit) {
        return new Offer(parts.templates().all(visit.account()), OfferedFields.of(parts.contacts(), visit.account()));
    }

    private static SequenceForm checked(SequenceForm form, Set<String> properties) {
        if (!isName(form.name())) {
            return form.with("sequences.problem.name", 0);
        }
        if (form.steps().isEmpty()) {
            return form.with("sequences.problem.no-step", 0);
        }
        for (int i = 0; i < form.steps().size(); i++) {
            StepForm step = form.steps().get(i);
            if (!step.hasWait()) {
                return form.with("sequences.problem.wait", i + 1);
            }
            List<EmailProblem> problems = step.text().problems(properties);
            if (!problems.isEmpty()) {
                return form.with("onetoone.problem." + problems.getFirst().name(), i + 1);
            }
        }
        return form;
    }

    /** Whether a sequence can be called so. */
    static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= Sequence.NAME_LENGTH_MAX
                && name.chars().noneMatch(Character::isISOControl);
    }

    private void pause(Visit visit, boolean paused) {
        Sequence sequence = sequence(visit, sequences);
        sequences.pause(visit.account(), sequence.id(), paused);
        visit.redirect(
                "/a/" + visit.account() + "/sequences/" + sequence.id(),
                paused ? "note.sequence-paused" : "note.sequence-resumed");
    }
}
