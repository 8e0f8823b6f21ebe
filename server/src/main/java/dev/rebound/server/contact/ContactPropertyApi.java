package dev.rebound.server.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.ChangingProperties;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.PropertyChange;
import dev.rebound.engine.contact.PropertyUse;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The account's own properties over the REST API. */
final class ContactPropertyApi implements Feature {

    private static final int NAME_LENGTH_MAX = 1_000;
    private static final String LIST = "/contacts/properties";
    private static final String ONE = LIST + "/{propertyName}";

    private final Contacts contacts;
    private final ChangingProperties properties;

    ContactPropertyApi(Contacts contacts, ChangingProperties properties) {
        this.contacts = contacts;
        this.properties = properties;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get(LIST, Permission.VIEW, this::list)
                .patch(ONE, Permission.CONTACTS, this::rename)
                .delete(ONE, Permission.CONTACTS, this::remove);
    }

    private void list(ApiCall call) {
        call.refuseUnknownParameters();
        List<PropertyUse> uses = contacts.propertyUses(call.account());
        call.answer(JsonBuilder.object()
                .withTexts("names", List.copyOf(contacts.propertyNames(call.account())))
                .with(
                        "properties",
                        uses.stream().map(use -> json(call.account(), use)).toList()));
    }

    private JsonBuilder json(AccountId account, PropertyUse use) {
        JsonBuilder json = JsonBuilder.object()
                .with("name", use.name())
                .with("contacts", properties.holdersOf(account, use.name()));
        return switch (use.change().orElse(null)) {
            case null -> json;
            case PropertyChange.Rename rename -> json.with("becomes", rename.to());
            case PropertyChange.Removal ignored -> json.with("goes", true);
        };
    }

    /** As it is now; one that has been changed already is there under its new name, or not at all. */
    private Optional<JsonBuilder> json(AccountId account, String name) {
        return contacts.propertyUses(account).stream()
                .filter(use -> use.name().equals(name))
                .findFirst()
                .map(use -> json(account, use));
    }

    private void rename(ApiCall call) throws IOException {
        String name = existing(call);
        JsonBody body = call.body("name");
        String to = body.text("name", NAME_LENGTH_MAX);
        if (!ContactProperties.isName(to)) {
            throw Refusal.at(
                    body.at("name"),
                    ContactProblem.PROPERTY_NAME.name(),
                    call.wording().name(ContactProblem.PROPERTY_NAME));
        }
        call.refuseUnknownParameters();
        change(call, name, new PropertyChange.Rename(to));
        call.answer(json(call.account(), name)
                .or(() -> json(call.account(), to))
                .orElseThrow(() -> Refusal.notFound("property")));
    }

    private void remove(ApiCall call) {
        String name = existing(call);
        call.refuseUnknownParameters();
        change(call, name, new PropertyChange.Removal());
        json(call.account(), name).ifPresentOrElse(going -> call.accepted(LIST, going), call::done);
    }

    private String existing(ApiCall call) {
        String name = call.path("propertyName");
        if (!contacts.propertyNames(call.account()).contains(name)) {
            throw Refusal.notFound("property");
        }
        return name;
    }

    private void change(ApiCall call, String name, PropertyChange change) {
        switch (properties.change(call.account(), name, change, call.by())) {
            case DONE, GOES_ON -> {
                // What there is now is answered.
            }
            case NOT_FOUND -> throw Refusal.notFound("property");
            case TAKEN ->
                throw new Refusal(ProblemKind.CONFLICT, "Another property of this account has this name already.");
            case BUSY ->
                throw new Refusal(
                        ProblemKind.CONFLICT,
                        "Another property of this account is being changed. Ask again when it is done.");
        }
    }
}
