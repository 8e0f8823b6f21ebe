package dev.rebound.server.contact;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactFilter;
import dev.rebound.engine.contact.ContactFilter.HasProperty;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.Contacts.Saved;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.suppression.EnteringBounces;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.server.guard.HeldNotices;
import dev.rebound.server.guard.HeldNotices.HeldNotice;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.View;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The list of contacts, one contact, and changing it. */
public final class ContactPages implements Feature {

    private static final int ROWS = 50;
    private static final int TIMELINE_MAX = 200;
    private static final int SEARCH_LENGTH_MAX = 320;
    private static final String LIST = "/a/{account}/contacts";
    private static final String ONE = LIST + "/{contact}";

    private final Contacts contacts;
    private final ContactChanges changes;
    private final ContactExport export;
    private final Judging judging;
    private final InstantSource clock;

    ContactPages(
            Contacts contacts, ContactChanges changes, ContactExport export, Judging judging, InstantSource clock) {
        this.contacts = contacts;
        this.changes = changes;
        this.export = export;
        this.judging = judging;
        this.clock = clock;
    }

    /** By what people say that an address is fine or not, what is known of bounces that are held, and one-to-one emails. */
    record Judging(
            Unbouncing unbouncing,
            EnteringBounces entering,
            Ledger ledger,
            HeldNotices notices,
            ContactFeature.OneToOne oneToOne) {

        List<HeldNotice> held(AccountId account, Contact contact) {
            return notices.of(account, ledger.state(contact.email().key()));
        }
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.to(Permission.VIEW), this::list)
                .get(
                        LIST + "/new",
                        Access.to(Permission.CONTACTS),
                        visit -> visit.page("contacts/new.jte", NewForm.empty()))
                .post(LIST + "/new", Access.to(Permission.CONTACTS), this::add)
                .get(LIST + "/export", Access.to(Permission.EXPORT), visit -> export.answer(visit, filter(visit)))
                .get(ONE, Access.to(Permission.VIEW), this::show)
                .post(ONE + "/names", Access.to(Permission.CONTACTS), this::rename)
                .post(ONE + "/subscription", Access.to(Permission.CONTACTS), this::changeSubscription)
                .post(ONE + "/unbounce", Access.to(Permission.SUPPRESSIONS), this::unbounce)
                .post(ONE + "/bounce", Access.to(Permission.SUPPRESSIONS), this::enterBounce);
    }

    // ---- The list

    /**
     * What the list shows.
     *
     * @param names of the account's own properties
     * @param count with the filter applied; one more than {@link Contacts#COUNTED_MAX} stands for more
     * @param next where the next page begins
     */
    public record ContactList(
            ContactFilter filter,
            List<String> names,
            List<ContactView> contacts,
            long count,
            boolean isFirst,
            Optional<ContactId> next) {

        public ContactList {
            names = List.copyOf(names);
        }

        /** Whether it is called so. */
        public boolean isProperty(String name) {
            return filter.property().map(HasProperty::name).equals(Optional.of(name));
        }

        /** What it should say; empty for anything. */
        public String value() {
            return filter.property().map(HasProperty::value).orElse("");
        }

        /** What the address says after the question mark. */
        public String query() {
            String property = filter.property()
                    .map(has -> "&property=" + View.encoded(has.name()) + "&value=" + View.encoded(has.value()))
                    .orElse("");
            return "search=" + View.encoded(filter.search()) + property;
        }

        /** The number to show. */
        public long shown() {
            return filter.isAll() ? count : Math.min(count, Contacts.COUNTED_MAX);
        }

        /** What to say of it. */
        public String counted() {
            if (filter.isAll()) {
                return "contacts.count";
            }
            return count > Contacts.COUNTED_MAX ? "contacts.found.more" : "contacts.found";
        }
    }

    private void list(Visit visit) {
        ContactFilter filter = filter(visit);
        Optional<ContactId> after = visit.queryNumber("after").map(ContactId::new);
        List<ContactView> found = contacts.page(visit.account(), filter, after, ROWS + 1);
        List<ContactView> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<ContactId> next =
                found.size() > ROWS ? Optional.of(page.getLast().contact().id()) : Optional.empty();
        visit.page(
                "contacts/list.jte",
                new ContactList(
                        filter,
                        List.copyOf(contacts.propertyNames(visit.account())),
                        page,
                        contacts.countUpTo(visit.account(), filter),
                        after.isEmpty(),
                        next));
    }

    private static ContactFilter filter(Visit visit) {
        String name = cut(visit.query("property"));
        String value = cut(visit.query("value"));
        return new ContactFilter(
                cut(visit.query("search")),
                name.isEmpty() ? Optional.empty() : Optional.of(new HasProperty(name, value)));
    }

    private static String cut(String typed) {
        String stripped = typed.strip();
        return stripped.length() > SEARCH_LENGTH_MAX ? stripped.substring(0, SEARCH_LENGTH_MAX) : stripped;
    }

    // ---- A new one

    /** The form for a new contact, as it was filled in. */
    public record NewForm(String email, String firstName, String lastName, Optional<ContactProblem> problem) {
        static NewForm empty() {
            return new NewForm("", "", "", Optional.empty());
        }
    }

    private void add(Visit visit) {
        String email = visit.form("email");
        String firstName = visit.form("firstName");
        String lastName = visit.form("lastName");
        switch (ContactEntry.read(email, firstName, lastName)) {
            case ContactEntry.Bad bad -> {
                visit.http().status(422);
                visit.page("contacts/new.jte", new NewForm(email, firstName, lastName, Optional.of(bad.problem())));
            }
            case ContactEntry.Good good -> {
                Saved saved = changes.save(visit.account(), List.of(good.contact()), visit.by());
                Contact contact = contacts.findByAddress(
                                visit.account(), good.contact().email().key())
                        .orElseThrow(() -> new IllegalStateException("a contact was saved and is gone"))
                        .contact();
                visit.redirect(
                        path(visit, contact.id()), saved.added() > 0 ? "note.contact-added" : "note.contact-known");
            }
        }
    }

    // ---- One contact

    /** What was wrong with the form that was sent last. */
    public enum FormProblem {
        NONE,
        NAMES,
        WHY_MISSING,
        NOT_SUPPRESSED,
        GLOBALLY_BOUNCED,
        BOUNCE_WHY_MISSING,
        BOUNCE_NO_MESSAGE,
        BOUNCE_HAS_BOUNCED
    }

    /**
     * What the page of a contact shows.
     *
     * @param addresses all of the contact's, with what is known of each; the one that email goes to first
     * @param refusal why it may not be sent to
     * @param held bounces that the guard keeps from being held against it
     * @param sequence that the contact goes through
     * @param contactProblem goes with NAMES
     * @param entered what stood in the field that was wrong
     */
    public record ContactPage(
            ContactView view,
            List<ContactView> addresses,
            Optional<NotSentReason> refusal,
            List<TimelineLine> timeline,
            List<HeldNotice> held,
            Optional<ContactFeature.InSequence> sequence,
            FormProblem problem,
            Optional<ContactProblem> contactProblem,
            String entered) {}

    /** One that has become part of another contact is found there. */
    private void show(Visit visit) {
        ContactId id = find(visit).contact().id();
        if (id.value() != visit.number("contact")) {
            visit.redirect(path(visit, id));
            return;
        }
        show(visit, FormProblem.NONE, Optional.empty(), "");
    }

    private void show(Visit visit, FormProblem problem, Optional<ContactProblem> contactProblem, String entered) {
        ContactView view = find(visit);
        List<TimelineLine> timeline = ContactTimeline.lines(
                contacts.timeline(visit.account(), view.contact().id(), TIMELINE_MAX),
                judging.oneToOne()
                        .courses()
                        .ofContact(visit.account(), view.contact().id(), Optional.empty(), TIMELINE_MAX),
                visit.wording());
        if (problem != FormProblem.NONE) {
            visit.http().status(422);
        }
        visit.page(
                "contacts/contact.jte",
                new ContactPage(
                        view,
                        contacts.addresses(visit.account(), view.contact().id()),
                        Eligibility.refusal(view, clock.instant()),
                        timeline,
                        judging.held(visit.account(), view.contact()),
                        judging.oneToOne().goesThrough(view.contact()),
                        problem,
                        contactProblem,
                        entered));
    }

    private ContactView find(Visit visit) {
        return contacts.find(visit.account(), new ContactId(visit.number("contact")))
                .orElseThrow(NotFoundResponse::new);
    }

    private static String path(Visit visit, ContactId id) {
        return "/a/" + visit.account() + "/contacts/" + id;
    }

    private void rename(Visit visit) {
        Contact contact = find(visit).contact();
        switch (ContactEntry.read(contact.email().text(), visit.form("firstName"), visit.form("lastName"))) {
            case ContactEntry.Bad bad -> show(visit, FormProblem.NAMES, Optional.of(bad.problem()), "");
            case ContactEntry.Good good -> {
                changes.rename(
                        visit.account(),
                        contact,
                        new NewContact(
                                contact.email(),
                                good.contact().firstName(),
                                good.contact().lastName()),
                        visit.by());
                visit.redirect(path(visit, contact.id()), "note.contact-changed");
            }
        }
    }

    private void changeSubscription(Visit visit) {
        ContactView view = find(visit);
        changes.setUnsubscribed(
                visit.account(), view, visit.form("unsubscribed").equals("yes"), visit.by());
        visit.redirect(path(visit, view.contact().id()), "note.contact-changed");
    }

    private void unbounce(Visit visit) throws IOException {
        Contact contact = find(visit).contact();
        String why = visit.form("why");
        switch (judging.unbouncing().unbounce(visit.account(), contact.email().key(), visit.by(), why)) {
            case DONE -> visit.redirect(path(visit, contact.id()), "note.unbounced");
            case WHY_MISSING -> show(visit, FormProblem.WHY_MISSING, Optional.empty(), why);
            case NOT_SUPPRESSED -> show(visit, FormProblem.NOT_SUPPRESSED, Optional.empty(), why);
            case GLOBALLY_BOUNCED -> show(visit, FormProblem.GLOBALLY_BOUNCED, Optional.empty(), why);
        }
    }

    private void enterBounce(Visit visit) {
        Contact contact = find(visit).contact();
        String why = visit.form("why");
        Reason reason = visit.form("reason", Reason.class)
                .filter(EnteringBounces.reasons()::contains)
                .orElseThrow(NotFoundResponse::new);
        EnteringBounces.Entry entry = new EnteringBounces.Entry(
                visit.account(), contact.email().key(), Optional.empty(), reason, visit.by(), why);
        switch (judging.entering().enter(entry)) {
            case DONE -> visit.redirect(path(visit, contact.id()), "note.bounce-entered");
            case WHY_MISSING -> show(visit, FormProblem.BOUNCE_WHY_MISSING, Optional.empty(), why);
            case NO_MESSAGE -> show(visit, FormProblem.BOUNCE_NO_MESSAGE, Optional.empty(), why);
            case HAS_BOUNCED -> show(visit, FormProblem.BOUNCE_HAS_BOUNCED, Optional.empty(), why);
        }
    }
}
