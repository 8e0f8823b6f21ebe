package dev.rebound.server.sequence;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.engine.sequence.Enrolling;
import dev.rebound.engine.sequence.Enrolment;
import dev.rebound.engine.sequence.EnrolmentId;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.engine.sequence.SequenceFigures;
import dev.rebound.engine.sequence.SequenceId;
import dev.rebound.engine.sequence.SequenceStep;
import dev.rebound.engine.sequence.Sequences;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sequences over the REST API. */
final class SequenceApi implements Feature {

    private static final int NUMBER_LENGTH_MAX = 20;

    private final SequenceFeature.Parts parts;
    private final Sequences sequences;

    SequenceApi(SequenceFeature.Parts parts) {
        this.parts = parts;
        this.sequences = parts.sequences();
    }

    @Override
    public void register(Routes routes) {
        String one = "/sequences/{sequenceId}";
        ApiRoutes.of(routes)
                .get("/sequences", Permission.VIEW, this::list)
                .post("/sequences", Permission.ONE_TO_ONE, this::add)
                .get(one, Permission.VIEW, call -> answer(call, sequence(call)))
                .put(one, Permission.ONE_TO_ONE, this::change)
                .post(one + "/pause", Permission.ONE_TO_ONE, call -> pause(call, true))
                .post(one + "/resume", Permission.ONE_TO_ONE, call -> pause(call, false))
                .get(one + "/enrolments", Permission.VIEW, this::enrolments)
                .post(one + "/enrolments", Permission.ONE_TO_ONE, this::enrol)
                .delete(one + "/enrolments/{enrolmentId}", Permission.ONE_TO_ONE, this::end);
    }

    private Sequence sequence(ApiCall call) {
        return sequences
                .find(call.account(), new SequenceId(call.id("sequenceId", "sequence")))
                .orElseThrow(() -> Refusal.notFound("sequence"));
    }

    private void list(ApiCall call) {
        call.refuseUnknownParameters();
        Map<SequenceId, SequenceFigures> figures = sequences.figures(call.account());
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        sequences.all(call.account()).stream()
                                .map(sequence -> SequenceJson.of(
                                        sequence, figures.getOrDefault(sequence.id(), SequenceFigures.NONE)))
                                .toList()));
    }

    private void answer(ApiCall call, Sequence sequence) {
        call.answer(json(call, sequence));
    }

    private JsonBuilder json(ApiCall call, Sequence sequence) {
        return SequenceJson.of(
                sequence, sequences.figures(call.account()).getOrDefault(sequence.id(), SequenceFigures.NONE));
    }

    private Sequences.Draft draft(ApiCall call) throws IOException {
        JsonBody body = call.body("name", "steps");
        String name = body.text("name", Sequence.NAME_LENGTH_MAX);
        if (!SequencePages.isName(name)) {
            throw Refusal.at(body.at("name"), "INVALID", "must be one line that is not empty");
        }
        Set<String> properties = parts.contacts().propertyNames(call.account());
        List<SequenceStep> steps = new ArrayList<>();
        for (JsonBody step : body.objects("steps", SequenceStep.COUNT_MAX, "afterHours", "subject", "text", "html")) {
            OneToOneText text = new OneToOneText(
                    step.text("subject", MessageDraft.LINE_LENGTH_MAX),
                    step.optionalText("text", OneToOneText.BODY_LENGTH_MAX).orElse(""),
                    step.optionalText("html", OneToOneText.BODY_LENGTH_MAX).orElse(""));
            List<EmailProblem> problems = text.problems(properties);
            if (!problems.isEmpty()) {
                EmailProblem first = problems.getFirst();
                throw Refusal.at(step.at("text"), first.name(), call.wording().name(first));
            }
            Duration after = Duration.ofHours(step.number("afterHours", 0, (int) SequenceStep.AFTER_MAX.toHours()));
            steps.add(new SequenceStep(after, text));
        }
        return new Sequences.Draft(name, steps, call.by(), parts.clock().instant());
    }

    private void add(ApiCall call) throws IOException {
        Sequences.Draft draft = draft(call);
        if (sequences.all(call.account()).size() >= Sequences.COUNT_MAX) {
            throw new Refusal(ProblemKind.CONFLICT, "The account has as many sequences as it may.");
        }
        Sequence added = sequences.add(call.account(), draft).orElseThrow(SequenceApi::taken);
        call.created("/sequences/" + added.id(), json(call, added));
    }

    private void change(ApiCall call) throws IOException {
        Sequence known = sequence(call);
        answer(call, sequences.change(call.account(), known.id(), draft(call)).orElseThrow(SequenceApi::taken));
    }

    private static Refusal taken() {
        return new Refusal(ProblemKind.CONFLICT, "Another sequence has this name.");
    }

    private void pause(ApiCall call, boolean paused) {
        Sequence sequence = sequence(call);
        sequences.pause(call.account(), sequence.id(), paused);
        answer(call, sequence(call));
    }

    private void enrolments(ApiCall call) {
        Sequence sequence = sequence(call);
        int limit = call.limit();
        Optional<EnrolmentId> before = call.numberCursor().map(EnrolmentId::new);
        call.refuseUnknownParameters();
        List<Enrolment> found = sequences.enrolments(call.account(), sequence.id(), before, limit + 1);
        call.answer(call.page(found, limit, SequenceJson::of, Enrolment::id));
    }

    private void enrol(ApiCall call) throws IOException {
        Sequence sequence = sequence(call);
        JsonBody body = call.body("inbox", "contacts", "checkOnly");
        Inbox inbox = ApiCall.idIn(body.text("inbox", NUMBER_LENGTH_MAX))
                .flatMap(id -> parts.inboxes().find(call.account(), new InboxId(id)))
                .orElseThrow(() -> Refusal.at(body.at("inbox"), "NOT_FOUND", "there is no such inbox"));
        List<Contact> contacts = new ArrayList<>();
        for (String id : body.texts("contacts", Enrolling.CONTACTS_MAX, NUMBER_LENGTH_MAX)) {
            contacts.add(ApiCall.idIn(id)
                    .flatMap(number -> parts.contacts().find(call.account(), new ContactId(number)))
                    .map(ContactView::contact)
                    .orElseThrow(() -> Refusal.at(body.at("contacts"), "NOT_FOUND", "there is no such contact")));
        }
        List<Enrolling.Result> results = body.optionalFlag("checkOnly").orElse(false)
                ? parts.enrolling().check(call.account(), inbox, contacts)
                : parts.enrolling().enrol(sequence, inbox, contacts, call.by());
        call.answer(JsonBuilder.object()
                .with("items", results.stream().map(SequenceJson::of).toList()));
    }

    private void end(ApiCall call) {
        Sequence sequence = sequence(call);
        Enrolment enrolment = sequences
                .enrolment(call.account(), new EnrolmentId(call.id("enrolmentId", "enrolment")))
                .filter(found -> found.sequence().equals(sequence.id()))
                .orElseThrow(() -> Refusal.notFound("enrolment"));
        sequences.end(enrolment.id(), Enrolment.EndReason.BY_HAND, parts.clock().instant());
        call.done();
    }
}
