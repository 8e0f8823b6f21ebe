package dev.rebound.server.contact;

import dev.rebound.core.address.AddressReader;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactAddresses;
import dev.rebound.engine.contact.ContactAddresses.Change;
import dev.rebound.engine.contact.ContactFilter;
import dev.rebound.engine.contact.ContactFilter.HasProperty;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.Contacts.Saved;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.FieldError;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Contacts over the REST API. */
public final class ContactApi implements Feature {

    /** Longest text taken for an address before it is looked at, in characters. */
    static final int ADDRESS_LENGTH_MAX = 1_000;

    private static final int NAME_LENGTH_MAX = 1_000;
    private static final int PROPERTY_LENGTH_MAX = 2_000;
    private static final String[] CONTACT = {"email", "firstName", "lastName", "properties"};

    private final Contacts contacts;
    private final ContactChanges changes;
    private final AddressChanges addresses;
    private final ContactExport export;
    private final InstantSource clock;

    ContactApi(
            Contacts contacts,
            ContactChanges changes,
            AddressChanges addresses,
            ContactExport export,
            InstantSource clock) {
        this.contacts = contacts;
        this.changes = changes;
        this.addresses = addresses;
        this.export = export;
        this.clock = clock;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get("/contacts", Permission.VIEW, this::list)
                .post("/contacts", Permission.CONTACTS, this::save)
                .get("/contacts/count", Permission.VIEW, this::count)
                .get("/contacts/export", Permission.EXPORT, this::export)
                .get("/contacts/{contactId}", Permission.VIEW, this::show)
                .patch("/contacts/{contactId}", Permission.CONTACTS, this::change)
                .get("/contacts/{contactId}/timeline", Permission.VIEW, this::timeline);
    }

    private JsonBuilder json(ContactView view) {
        return ContactJson.of(view, clock.instant());
    }

    private void list(ApiCall call) {
        int limit = call.limit();
        Optional<ContactId> after = call.numberCursor().map(ContactId::new);
        List<ContactView> found = contacts.page(call.account(), filter(call), after, limit + 1);
        call.answer(call.page(found, limit, this::json, view -> view.contact().id()));
    }

    private void count(ApiCall call) {
        call.answer(JsonBuilder.object().with("count", contacts.count(call.account(), filter(call))));
    }

    private void export(ApiCall call) throws IOException {
        ContactFilter filter = filter(call);
        call.refuseUnknownParameters();
        export.answer(call.visit(), filter);
    }

    /** A name that the account has not is a slip, and never means all. */
    private ContactFilter filter(ApiCall call) {
        String search = call.search();
        Optional<String> name = call.query("property");
        Optional<String> value = call.query("value");
        if (name.isEmpty()) {
            value.ifPresent(alone -> {
                throw ApiCall.wrong("value", "WITHOUT_PROPERTY", "needs the parameter \"property\" beside it");
            });
            return ContactFilter.searching(search);
        }
        if (!contacts.propertyNames(call.account()).contains(name.get())) {
            throw ApiCall.wrong("property", "UNKNOWN_VALUE", "is no name of a property of this account");
        }
        return new ContactFilter(search, Optional.of(new HasProperty(name.get(), value.orElse(""))));
    }

    private void show(ApiCall call) {
        call.answer(json(find(call)));
    }

    private ContactView find(ApiCall call) {
        return contacts.find(call.account(), new ContactId(call.id("contactId", "contact")))
                .orElseThrow(() -> Refusal.notFound("contact"));
    }

    private void timeline(ApiCall call) {
        ContactView view = find(call);
        int limit = call.limit();
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        contacts.timeline(call.account(), view.contact().id(), limit).stream()
                                .map(ContactJson::of)
                                .toList()));
    }

    private void save(ApiCall call) throws IOException {
        List<NewContact> good = new ArrayList<>();
        List<FieldError> refused = new ArrayList<>();
        for (JsonBody each : call.body("contacts").objects("contacts", Contacts.BATCH_MAX, CONTACT)) {
            ContactEntry entry = ContactEntry.read(
                    each.text("email", ADDRESS_LENGTH_MAX),
                    each.optionalText("firstName", NAME_LENGTH_MAX).orElse(""),
                    each.optionalText("lastName", NAME_LENGTH_MAX).orElse(""),
                    properties(each));
            switch (entry) {
                case ContactEntry.Good right -> good.add(right.contact());
                case ContactEntry.Bad wrong -> refused.add(error(each, wrong.problem(), call.wording()));
            }
        }
        refuseNewNames(
                call,
                good.stream()
                        .flatMap(contact -> contact.properties().values().keySet().stream())
                        .collect(Collectors.toSet()));
        if (good.isEmpty()) {
            throw new Refusal(ProblemKind.INVALID_CONTENT, "None of the contacts can be kept.", refused);
        }
        Saved saved = changes.save(call.account(), good, call.by());
        call.answer(JsonBuilder.object()
                .with("added", saved.added())
                .with("updated", saved.updated())
                .with("refused", refused.stream().map(FieldError::json).toList()));
    }

    private static Map<String, String> properties(JsonBody body) {
        return body.textsByName("properties", ContactProperties.OF_CONTACT_MAX, PROPERTY_LENGTH_MAX);
    }

    private void refuseNewNames(ApiCall call, Set<String> names) {
        if (!ContactEntry.isRoom(contacts.propertyNames(call.account()), names)) {
            ContactProblem problem = ContactProblem.PROPERTY_NAMES_TOO_MANY;
            throw Refusal.at("properties", problem.name(), call.wording().name(problem));
        }
    }

    private static FieldError error(JsonBody body, ContactProblem problem, Wording wording) {
        return new FieldError(body.at(problem.member()), problem.name(), wording.name(problem));
    }

    private void change(ApiCall call) throws IOException {
        ContactView view = find(call);
        Contact contact = view.contact();
        JsonBody body = call.body("email", "firstName", "lastName", "properties", "unsubscribed");
        Optional<EmailAddress> address =
                body.optionalText("email", ADDRESS_LENGTH_MAX).map(text -> address(body, text, call.wording()));
        NewContact names = names(call, body, contact);
        Map<String, String> properties = ContactEntry.stripped(properties(body));
        ContactEntry.problemOf(properties, contact.properties()).ifPresent(problem -> {
            FieldError error = error(body, problem, call.wording());
            throw Refusal.at(error.pointer(), error.problem(), error.detail());
        });
        refuseNewNames(call, properties.keySet());
        Optional<Boolean> unsubscribed = body.optionalFlag("unsubscribed");
        if (address.isPresent()) {
            refuseUnlessDone(addresses.change(view, address.get(), call.by()), body, call.wording());
        }
        changes.rename(call.account(), contact, names, call.by());
        changes.setProperties(contact, properties, call.by());
        unsubscribed.ifPresent(wanted -> changes.setUnsubscribed(call.account(), find(call), wanted, call.by()));
        call.answer(json(find(call)));
    }

    /** What kept an address from becoming the contact's. */
    static void refuseUnlessDone(Change change, JsonBody body, Wording wording) {
        switch (change) {
            case DONE -> {
                // Nothing kept it.
            }
            case NOT_FOUND -> throw Refusal.notFound("contact");
            case TAKEN ->
                throw new Refusal(
                        ProblemKind.CONFLICT,
                        "Another contact of this account has this address. Change that one instead, or merge the two.",
                        List.of(new FieldError(body.at("email"), "ADDRESS_TAKEN", wording.text("contacts.taken"))));
            case TOO_MANY ->
                throw new Refusal(
                        ProblemKind.CONFLICT,
                        "A contact has at most " + ContactAddresses.ADDRESSES_MAX + " addresses.",
                        List.of());
        }
    }

    static EmailAddress address(JsonBody body, String text, Wording wording) {
        return switch (AddressReader.read(text)) {
            case AddressReader.Valid valid -> valid.address();
            case AddressReader.Invalid invalid -> {
                ContactProblem problem = ContactProblem.of(invalid.problem());
                throw Refusal.at(body.at("email"), problem.name(), wording.name(problem));
            }
        };
    }

    private static NewContact names(ApiCall call, JsonBody body, Contact contact) {
        String address = body.optionalText("email", ADDRESS_LENGTH_MAX)
                .orElse(contact.email().text());
        ContactEntry entry = ContactEntry.read(
                address,
                body.optionalText("firstName", NAME_LENGTH_MAX).orElse(contact.firstName()),
                body.optionalText("lastName", NAME_LENGTH_MAX).orElse(contact.lastName()));
        return switch (entry) {
            case ContactEntry.Good good -> good.contact();
            case ContactEntry.Bad bad -> {
                FieldError error = error(body, bad.problem(), call.wording());
                throw Refusal.at(error.pointer(), error.problem(), error.detail());
            }
        };
    }
}
