package dev.rebound.server.contact;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactAddresses;
import dev.rebound.engine.contact.ContactAddresses.Change;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.ErasingContacts;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** A contact's addresses, merging two contacts and erasing one over the REST API. */
final class ContactAddressApi implements Feature {

    private static final String ONE = "/contacts/{contactId}";

    private final Contacts contacts;
    private final AddressChanges changes;
    private final ErasingContacts erasing;
    private final InstantSource clock;

    ContactAddressApi(Contacts contacts, AddressChanges changes, ErasingContacts erasing, InstantSource clock) {
        this.contacts = contacts;
        this.changes = changes;
        this.erasing = erasing;
        this.clock = clock;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get(ONE + "/addresses", Permission.VIEW, this::list)
                .post(ONE + "/addresses", Permission.CONTACTS, this::add)
                .post(ONE + "/addresses/{addressId}/primary", Permission.CONTACTS, this::makePrimary)
                .post(ONE + "/addresses/{addressId}/detach", Permission.CONTACTS, this::detach)
                .post(ONE + "/merge", Permission.CONTACTS, this::merge)
                .get(ONE + "/erasure", Permission.CONTACTS, this::erasable)
                .delete(ONE, Permission.CONTACTS, this::erase);
    }

    private Contact find(ApiCall call) {
        return contacts.find(call.account(), new ContactId(call.id("contactId", "contact")))
                .map(ContactView::contact)
                .orElseThrow(() -> Refusal.notFound("contact"));
    }

    private void list(ApiCall call) {
        answerAddresses(call, find(call).id());
    }

    private void answerAddresses(ApiCall call, ContactId id) {
        List<ContactView> all = contacts.addresses(call.account(), id);
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        all.stream()
                                .map(view -> ContactJson.address(
                                        view, view.contact().id().equals(id), clock.instant()))
                                .toList()));
    }

    private void add(ApiCall call) throws IOException {
        Contact contact = find(call);
        JsonBody body = call.body("email");
        var address = ContactApi.address(body, body.text("email", ContactApi.ADDRESS_LENGTH_MAX), call.wording());
        ContactApi.refuseUnlessDone(changes.add(contact, address, call.by()), body, call.wording());
        answerAddresses(call, contact.id());
    }

    private void makePrimary(ApiCall call) {
        Contact contact = find(call);
        refuseUnlessFound(changes.makePrimary(contact, addressId(call), call.by()));
        answerAddresses(call, contact.id());
    }

    private void detach(ApiCall call) {
        Contact contact = find(call);
        refuseUnlessFound(changes.detach(contact, addressId(call), call.by()));
        answerAddresses(call, contact.id());
    }

    private static ContactId addressId(ApiCall call) {
        return new ContactId(call.id("addressId", "address"));
    }

    private static void refuseUnlessFound(Change change) {
        if (change != Change.DONE) {
            throw Refusal.notFound("address");
        }
    }

    private void merge(ApiCall call) throws IOException {
        Contact into = find(call);
        JsonBody body = call.body("contactId");
        String text = body.text("contactId", 20);
        Contact from = ApiCall.idIn(text)
                .flatMap(id -> contacts.find(call.account(), new ContactId(id)))
                .map(ContactView::contact)
                .filter(other -> !other.id().equals(into.id()))
                .orElseThrow(() -> Refusal.at(
                        body.at("contactId"), "NOT_FOUND", "This account has no other contact with this number."));
        ContactApi.refuseUnlessDone(changes.merge(into, from, call.by()), body, call.wording());
        answerAddresses(call, into.id());
    }

    private void erasable(ApiCall call) {
        ContactAddresses.Erasable erasable =
                contacts.erasable(call.account(), find(call).id());
        call.answer(JsonBuilder.object()
                .with("addresses", erasable.addresses())
                .with("messages", erasable.messages())
                .with("waiting", erasable.waiting()));
    }

    private void erase(ApiCall call) {
        switch (erasing.erase(call.account(), find(call).id(), call.by())) {
            case DONE -> call.done();
            case NOT_FOUND -> throw Refusal.notFound("contact");
            case BUSY ->
                throw new Refusal(
                        ProblemKind.CONFLICT,
                        "An email is being sent to this contact at this moment. Nothing was erased. Try again in a minute.");
        }
    }
}
