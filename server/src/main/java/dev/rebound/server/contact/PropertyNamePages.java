package dev.rebound.server.contact;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.ChangingProperties;
import dev.rebound.engine.contact.ChangingProperties.Outcome;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.PropertyChange;
import dev.rebound.engine.contact.PropertyUse;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** The account's own properties: how many contacts have each, calling one otherwise, and giving one up. */
public final class PropertyNamePages implements Feature {

    private static final String LIST = "/a/{account}/contacts/properties";
    private static final String RENAME = LIST + "/{property}/rename";
    private static final String REMOVE = LIST + "/{property}/remove";

    private final Contacts contacts;
    private final ChangingProperties properties;

    PropertyNamePages(Contacts contacts, ChangingProperties properties) {
        this.contacts = contacts;
        this.properties = properties;
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.to(Permission.VIEW), this::list)
                .get(RENAME, Access.to(Permission.CONTACTS), visit -> askForName(visit, "", Optional.empty()))
                .post(RENAME, Access.to(Permission.CONTACTS), this::rename)
                .get(REMOVE, Access.to(Permission.CONTACTS), visit -> ask(visit, Optional.empty()))
                .post(REMOVE, Access.to(Permission.CONTACTS), this::remove);
    }

    /** What the list shows. */
    public record PropertyList(List<PropertyUse> uses) {
        public PropertyList {
            uses = List.copyOf(uses);
        }

        /** Whether so many contacts have it that they were not counted. */
        public boolean isMany(PropertyUse use) {
            return use.contacts() > Contacts.COUNTED_MAX;
        }

        /** Whether one is being changed, so that no other can be. */
        public boolean isBusy() {
            return uses.stream().anyMatch(use -> use.change().isPresent());
        }
    }

    /** Why a property was not changed. */
    public enum PropertyRefusal {
        NAME,
        TAKEN,
        BUSY
    }

    /**
     * The page that asks before a property is changed.
     *
     * @param contacts that have it
     * @param entered the new name as it was typed
     */
    public record PropertyForm(String name, long contacts, String entered, Optional<PropertyRefusal> refused) {}

    private void list(Visit visit) {
        visit.page("contacts/propertyNames.jte", new PropertyList(contacts.propertyUses(visit.account())));
    }

    private PropertyForm form(Visit visit, String entered, Optional<PropertyRefusal> refused) {
        String name = visit.http().pathParam("property");
        if (!contacts.propertyNames(visit.account()).contains(name)) {
            throw new NotFoundResponse();
        }
        refused.ifPresent(why -> visit.http().status(why == PropertyRefusal.NAME ? 422 : 409));
        return new PropertyForm(name, properties.holdersOf(visit.account(), name), entered, refused);
    }

    private void askForName(Visit visit, String entered, Optional<PropertyRefusal> refused) {
        visit.page("contacts/propertyRename.jte", form(visit, entered, refused));
    }

    private void ask(Visit visit, Optional<PropertyRefusal> refused) {
        visit.page("contacts/propertyRemove.jte", form(visit, "", refused));
    }

    private void rename(Visit visit) {
        String entered = visit.form("name").strip();
        Optional<String> to = ContactProperties.nameOf(entered);
        if (to.isEmpty()) {
            askForName(visit, entered, Optional.of(PropertyRefusal.NAME));
            return;
        }
        switch (change(visit, new PropertyChange.Rename(to.get()))) {
            case DONE -> back(visit, "note.property-renamed");
            case GOES_ON -> back(visit, "note.property-goes-on");
            case NOT_FOUND -> throw new NotFoundResponse();
            case TAKEN -> askForName(visit, entered, Optional.of(PropertyRefusal.TAKEN));
            case BUSY -> askForName(visit, entered, Optional.of(PropertyRefusal.BUSY));
        }
    }

    private void remove(Visit visit) {
        switch (change(visit, new PropertyChange.Removal())) {
            case DONE -> back(visit, "note.property-removed");
            case GOES_ON -> back(visit, "note.property-goes-on");
            case NOT_FOUND -> throw new NotFoundResponse();
            case TAKEN, BUSY -> ask(visit, Optional.of(PropertyRefusal.BUSY));
        }
    }

    private Outcome change(Visit visit, PropertyChange change) {
        return properties.change(visit.account(), visit.http().pathParam("property"), change, visit.by());
    }

    private static void back(Visit visit, String note) {
        visit.redirect("/a/" + visit.account() + "/contacts/properties", note);
    }
}
