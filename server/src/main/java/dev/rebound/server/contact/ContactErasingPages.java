package dev.rebound.server.contact;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.ContactAddresses.Erasable;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.ErasingContacts;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;

/** Erasing a contact: what goes and what stays is said before, because it is the one thing that cannot be undone. */
public final class ContactErasingPages implements Feature {

    private static final String ERASE = "/a/{account}/contacts/{contact}/erase";

    private final Contacts contacts;
    private final ErasingContacts erasing;

    ContactErasingPages(Contacts contacts, ErasingContacts erasing) {
        this.contacts = contacts;
        this.erasing = erasing;
    }

    @Override
    public void register(Routes routes) {
        routes.get(ERASE, Access.to(Permission.CONTACTS), visit -> ask(visit, false))
                .post(ERASE, Access.to(Permission.CONTACTS), this::erase);
    }

    /**
     * What the page shows.
     *
     * @param addresses with what is known of each
     * @param busy whether it could not be done, because an email is being sent
     */
    public record ErasingPage(ContactView view, List<ContactView> addresses, Erasable erasable, boolean busy) {

        /** Whether something is held against one of the addresses, which stays. */
        public boolean keepsSuppression() {
            return addresses.stream().anyMatch(view -> view.suppression().isPresent());
        }
    }

    private void ask(Visit visit, boolean busy) {
        ContactView view = contacts.find(visit.account(), new ContactId(visit.number("contact")))
                .orElseThrow(NotFoundResponse::new);
        ContactId id = view.contact().id();
        visit.page(
                "contacts/erase.jte",
                new ErasingPage(
                        view, contacts.addresses(visit.account(), id), contacts.erasable(visit.account(), id), busy));
    }

    private void erase(Visit visit) {
        switch (erasing.erase(visit.account(), new ContactId(visit.number("contact")), visit.by())) {
            case DONE -> visit.redirect("/a/" + visit.account() + "/contacts", "note.contact-erased");
            case NOT_FOUND -> throw new NotFoundResponse();
            case BUSY -> {
                visit.http().status(409);
                ask(visit, true);
            }
        }
    }
}
