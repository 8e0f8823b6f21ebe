package dev.rebound.server.sequence;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.sequence.Enrolling;
import dev.rebound.engine.sequence.Enrolment;
import dev.rebound.engine.sequence.EnrolmentId;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Contacts are put into a sequence, one or many, and taken out. */
public final class EnrolPages implements Feature {

    private static final String ENROL = "/a/{account}/sequences/{sequenceId}/enrol";
    private static final String ONE = "/a/{account}/sequences/{sequenceId}/enrolments/{enrolmentId}";
    /** Offered in the form. */
    private static final int INBOXES_MAX = 1_000;

    private final SequenceFeature.Parts parts;

    EnrolPages(SequenceFeature.Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        routes.get(ENROL, Access.to(Permission.ONE_TO_ONE), visit -> form(visit, Entered.empty(chosen(visit))))
                .post(ENROL, Access.to(Permission.ONE_TO_ONE), this::enrol)
                .post(ONE + "/end", Access.to(Permission.ONE_TO_ONE), this::end);
    }

    /**
     * What was entered, and what came of it.
     *
     * @param problem the key of what is wrong; empty if nothing is
     * @param unknown addresses that are no contact's
     * @param results for each contact
     * @param isDone whether those who may be are enrolled; else it was only checked
     */
    public record Entered(
            String inbox,
            String addresses,
            String problem,
            List<String> unknown,
            List<Enrolling.Result> results,
            boolean isDone) {

        static Entered empty(String address) {
            return new Entered("", address, "", List.of(), List.of(), false);
        }

        static Entered of(String inbox, String addresses) {
            return new Entered(inbox, addresses, "", List.of(), List.of(), false);
        }

        Entered with(String wrong) {
            return new Entered(inbox, addresses, wrong, unknown, results, isDone);
        }

        Entered with(List<String> strangers, List<Enrolling.Result> came, boolean done) {
            return new Entered(inbox, addresses, problem, strangers, came, done);
        }

        /** How many are enrolled, or would be. */
        public long eligible() {
            return results.stream().filter(result -> result.refusal().isEmpty()).count();
        }
    }

    /** The page. */
    public record EnrolPage(Sequence sequence, List<Inbox> inboxes, Entered entered) {}

    private void form(Visit visit, Entered entered) {
        if (!entered.problem().isEmpty()) {
            visit.http().status(422);
        }
        List<Inbox> inboxes = parts.inboxes().page(visit.account(), Optional.empty(), INBOXES_MAX).stream()
                .filter(Inbox::canSend)
                .toList();
        visit.page(
                "sequence/enrol.jte",
                new EnrolPage(SequencePages.sequence(visit, parts.sequences()), inboxes, entered));
    }

    /** The address of the contact from whose page somebody comes. */
    private String chosen(Visit visit) {
        return visit.queryNumber("contact")
                .flatMap(id -> parts.contacts().find(visit.account(), new ContactId(id)))
                .map(view -> view.contact().email().text())
                .orElse("");
    }

    private void enrol(Visit visit) {
        Entered entered = Entered.of(visit.form("inbox"), visit.form("addresses"));
        Sequence sequence = SequencePages.sequence(visit, parts.sequences());
        Optional<Inbox> inbox =
                visit.formNumber("inbox").flatMap(id -> parts.inboxes().find(visit.account(), new InboxId(id)));
        List<String> written = Arrays.stream(entered.addresses().split("[\\s,;]+", -1))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (inbox.isEmpty()) {
            form(visit, entered.with("compose.problem.inbox"));
        } else if (written.isEmpty()) {
            form(visit, entered.with("sequences.problem.nobody"));
        } else if (written.size() > Enrolling.CONTACTS_MAX) {
            form(visit, entered.with("sequences.problem.too-many-contacts"));
        } else {
            List<String> unknown = new ArrayList<>();
            List<Contact> contacts = contacts(visit, written, unknown);
            boolean isCheck = visit.form("action").equals("check");
            List<Enrolling.Result> results = isCheck
                    ? parts.enrolling().check(visit.account(), inbox.get(), contacts)
                    : parts.enrolling().enrol(sequence, inbox.get(), contacts, visit.by());
            form(visit, entered.with(unknown, results, !isCheck));
        }
    }

    private List<Contact> contacts(Visit visit, List<String> written, List<String> unknown) {
        List<Contact> contacts = new ArrayList<>();
        for (String text : written) {
            Optional<Contact> contact = EmailAddress.parse(text)
                    .flatMap(address -> parts.contacts().findByAddress(visit.account(), address.key()))
                    .map(ContactView::contact);
            contact.ifPresentOrElse(contacts::add, () -> unknown.add(text));
        }
        return contacts;
    }

    private void end(Visit visit) {
        Sequence sequence = SequencePages.sequence(visit, parts.sequences());
        Enrolment enrolment = parts.sequences()
                .enrolment(visit.account(), new EnrolmentId(visit.number("enrolmentId")))
                .filter(found -> found.sequence().equals(sequence.id()))
                .orElseThrow(NotFoundResponse::new);
        parts.sequences()
                .end(enrolment.id(), Enrolment.EndReason.BY_HAND, parts.clock().instant());
        visit.redirect("/a/" + visit.account() + "/sequences/" + sequence.id(), "note.unenrolled");
    }
}
