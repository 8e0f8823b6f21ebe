package dev.rebound.server.contact;

import dev.rebound.core.address.AddressReader;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactAddresses.Change;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.server.contact.AddressChanges.Holder;
import dev.rebound.server.contact.AddressChanges.Prospect;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;

/**
 * The addresses of a contact: giving it another one, which page says before what that does to bounces; choosing where email
 * goes; making one contact of two, and two of one.
 */
public final class ContactAddressPages implements Feature {

    private static final String ONE = "/a/{account}/contacts/{contact}";

    private final Contacts contacts;
    private final AddressChanges changes;

    ContactAddressPages(Contacts contacts, AddressChanges changes) {
        this.contacts = contacts;
        this.changes = changes;
    }

    @Override
    public void register(Routes routes) {
        routes.get(ONE + "/address", Access.to(Permission.CONTACTS), this::ask)
                .post(ONE + "/address", Access.to(Permission.CONTACTS), this::change)
                .post(ONE + "/addresses", Access.to(Permission.CONTACTS), this::add)
                .post(ONE + "/primary", Access.to(Permission.CONTACTS), this::makePrimary)
                .post(ONE + "/detach", Access.to(Permission.CONTACTS), this::detach)
                .get(ONE + "/merge", Access.to(Permission.CONTACTS), this::askToMerge)
                .post(ONE + "/merge", Access.to(Permission.CONTACTS), this::merge);
    }

    private ContactView find(Visit visit) {
        return contacts.find(visit.account(), new ContactId(visit.number("contact")))
                .orElseThrow(NotFoundResponse::new);
    }

    private static String path(Visit visit, Contact contact) {
        return "/a/" + visit.account() + "/contacts/" + contact.id();
    }

    // ---- Another address

    /** Why an address was not taken. */
    public enum Obstacle {
        NONE,
        /** It is no address; {@link AddressPage#problem} says why. */
        INVALID,
        TAKEN,
        TOO_MANY
    }

    /**
     * What the page shows on which a contact gets another address.
     *
     * @param entered what was typed
     * @param prospect what would follow; empty before anything was typed, and if it is no address
     * @param problem goes with INVALID
     */
    public record AddressPage(
            ContactView view,
            String entered,
            Optional<Prospect> prospect,
            Obstacle obstacle,
            Optional<ContactProblem> problem) {

        /** Whether it can be done. */
        public boolean isPossible() {
            return obstacle == Obstacle.NONE
                    && prospect.filter(known -> known.holder() != Holder.ANOTHER && known.holder() != Holder.SAME)
                            .isPresent();
        }
    }

    private void ask(Visit visit) {
        String entered = visit.query("email").strip();
        ContactView view = find(visit);
        if (entered.isEmpty()) {
            page(visit, new AddressPage(view, "", Optional.empty(), Obstacle.NONE, Optional.empty()));
            return;
        }
        switch (AddressReader.read(entered)) {
            case AddressReader.Invalid invalid -> wrong(visit, view, entered, ContactProblem.of(invalid.problem()));
            case AddressReader.Valid valid -> {
                Prospect prospect = changes.prospect(view, valid.address());
                page(visit, new AddressPage(view, entered, Optional.of(prospect), Obstacle.NONE, Optional.empty()));
            }
        }
    }

    private static void wrong(Visit visit, ContactView view, String entered, ContactProblem problem) {
        page(visit, new AddressPage(view, entered, Optional.empty(), Obstacle.INVALID, Optional.of(problem)));
    }

    private static void page(Visit visit, AddressPage page) {
        if (page.obstacle() != Obstacle.NONE) {
            visit.http().status(422);
        }
        visit.page("contacts/address.jte", page);
    }

    private void change(Visit visit) {
        ContactView view = find(visit);
        take(visit, view, address -> changes.change(view, address, visit.by()));
    }

    private void add(Visit visit) {
        ContactView view = find(visit);
        take(visit, view, address -> changes.add(view.contact(), address, visit.by()));
    }

    /** What is done with an address that was typed. */
    @FunctionalInterface
    private interface Taking {
        Change take(EmailAddress address);
    }

    private void take(Visit visit, ContactView view, Taking taking) {
        String entered = visit.form("email");
        switch (AddressReader.read(entered)) {
            case AddressReader.Invalid invalid -> wrong(visit, view, entered, ContactProblem.of(invalid.problem()));
            case AddressReader.Valid valid -> take(visit, view, valid.address(), taking.take(valid.address()));
        }
    }

    private void take(Visit visit, ContactView view, EmailAddress address, Change change) {
        Obstacle obstacle = switch (change) {
            case DONE -> Obstacle.NONE;
            case TAKEN -> Obstacle.TAKEN;
            case TOO_MANY -> Obstacle.TOO_MANY;
            case NOT_FOUND -> throw new NotFoundResponse();
        };
        if (obstacle == Obstacle.NONE) {
            visit.redirect(path(visit, view.contact()), "note.contact-changed");
        } else {
            Prospect prospect = changes.prospect(view, address);
            page(visit, new AddressPage(view, address.text(), Optional.of(prospect), obstacle, Optional.empty()));
        }
    }

    private void makePrimary(Visit visit) {
        Contact contact = find(visit).contact();
        refuseUnlessFound(changes.makePrimary(contact, named(visit), visit.by()));
        visit.redirect(path(visit, contact), "note.contact-changed");
    }

    private void detach(Visit visit) {
        Contact contact = find(visit).contact();
        refuseUnlessFound(changes.detach(contact, named(visit), visit.by()));
        visit.redirect(path(visit, contact), "note.contact-detached");
    }

    private static ContactId named(Visit visit) {
        return visit.formNumber("address").map(ContactId::new).orElseThrow(NotFoundResponse::new);
    }

    private static void refuseUnlessFound(Change change) {
        if (change != Change.DONE) {
            throw new NotFoundResponse();
        }
    }

    // ---- One contact of two

    /**
     * What the page shows on which two contacts become one.
     *
     * @param search what was typed to find the other one: its address
     * @param other the contact that would become part of this one
     * @param notFound nobody else has that address
     * @param tooMany the two have too many addresses for one contact
     */
    public record MergePage(
            ContactView view, String search, Optional<ContactView> other, boolean notFound, boolean tooMany) {}

    private void askToMerge(Visit visit) {
        ContactView view = find(visit);
        String search = visit.query("email").strip();
        Optional<ContactView> other = visit.queryNumber("other")
                .flatMap(id -> contacts.find(visit.account(), new ContactId(id)))
                .or(() -> byAddress(visit, search))
                .filter(found -> !found.contact().id().equals(view.contact().id()));
        visit.page(
                "contacts/merge.jte", new MergePage(view, search, other, other.isEmpty() && !search.isEmpty(), false));
    }

    private Optional<ContactView> byAddress(Visit visit, String search) {
        return AddressReader.read(search) instanceof AddressReader.Valid valid
                ? contacts.findByAddress(visit.account(), valid.address().key())
                : Optional.empty();
    }

    private void merge(Visit visit) {
        ContactView view = find(visit);
        ContactView other = visit.formNumber("other")
                .flatMap(id -> contacts.find(visit.account(), new ContactId(id)))
                .orElseThrow(NotFoundResponse::new);
        switch (changes.merge(view.contact(), other.contact(), visit.by())) {
            case DONE -> visit.redirect(path(visit, view.contact()), "note.contacts-merged");
            case TOO_MANY -> {
                visit.http().status(422);
                visit.page("contacts/merge.jte", new MergePage(view, "", Optional.of(other), false, true));
            }
            case NOT_FOUND, TAKEN -> throw new NotFoundResponse();
        }
    }
}
