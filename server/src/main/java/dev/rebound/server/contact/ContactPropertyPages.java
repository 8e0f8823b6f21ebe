package dev.rebound.server.contact;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The form in which somebody changes what the account keeps of a contact beside its name. */
public final class ContactPropertyPages implements Feature {

    private static final String FORM = "/a/{account}/contacts/{contact}/properties";

    private final Contacts contacts;
    private final ContactChanges changes;

    ContactPropertyPages(Contacts contacts, ContactChanges changes) {
        this.contacts = contacts;
        this.changes = changes;
    }

    @Override
    public void register(Routes routes) {
        routes.get(FORM, Access.to(Permission.CONTACTS), this::show)
                .post(FORM, Access.to(Permission.CONTACTS), this::change);
    }

    /** A property, as it stands in the form; the name of the last is typed. */
    public record Row(String name, String value) {}

    /**
     * The form.
     *
     * @param rows one for every name that the account has
     * @param another one that it has not
     */
    public record PropertyForm(Contact contact, List<Row> rows, Row another, Optional<ContactProblem> problem) {
        public PropertyForm {
            rows = List.copyOf(rows);
        }
    }

    private Contact contact(Visit visit) {
        return contacts.find(visit.account(), new ContactId(visit.number("contact")))
                .map(ContactView::contact)
                .orElseThrow(NotFoundResponse::new);
    }

    private List<String> names(Contact contact) {
        TreeSet<String> names = new TreeSet<>(contacts.propertyNames(contact.account()));
        names.addAll(contact.properties().values().keySet());
        return List.copyOf(names);
    }

    private void show(Visit visit) {
        Contact contact = contact(visit);
        List<Row> rows = names(contact).stream()
                .map(name -> new Row(name, contact.properties().value(name)))
                .toList();
        visit.page("contacts/properties.jte", new PropertyForm(contact, rows, new Row("", ""), Optional.empty()));
    }

    private void change(Visit visit) {
        Contact contact = contact(visit);
        List<Row> rows = new ArrayList<>();
        Map<String, String> typed = new TreeMap<>();
        for (String name : names(contact)) {
            // A name that has come to the account meanwhile is not in the form.
            Optional<String> value = Optional.ofNullable(visit.http().formParam("of-" + name));
            value.ifPresent(entered -> typed.put(name, entered));
            rows.add(new Row(name, value.orElseGet(() -> contact.properties().value(name))));
        }
        Row another = new Row(visit.form("name").strip(), visit.form("value"));
        Optional<String> newName = ContactProperties.nameOf(another.name());
        newName.filter(name -> !another.value().isBlank()).ifPresent(name -> typed.put(name, another.value()));
        Map<String, String> asked = ContactEntry.stripped(typed);
        boolean nameless = newName.isEmpty()
                && !(another.name().isEmpty() && another.value().isBlank());
        Optional<ContactProblem> problem =
                nameless ? Optional.of(ContactProblem.PROPERTY_NAME) : problemOf(contact, asked);
        if (problem.isPresent()) {
            visit.http().status(422);
            visit.page("contacts/properties.jte", new PropertyForm(contact, rows, another, problem));
            return;
        }
        changes.setProperties(contact, asked, visit.by());
        visit.redirect("/a/" + visit.account() + "/contacts/" + contact.id(), "note.contact-changed");
    }

    private Optional<ContactProblem> problemOf(Contact contact, Map<String, String> asked) {
        return ContactEntry.problemOf(asked, contact.properties())
                .or(() -> ContactEntry.isRoom(contacts.propertyNames(contact.account()), asked.keySet())
                        ? Optional.empty()
                        : Optional.of(ContactProblem.PROPERTY_NAMES_TOO_MANY));
    }
}
