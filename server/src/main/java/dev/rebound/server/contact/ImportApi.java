package dev.rebound.server.contact;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.contact.ImportDesk.Order;
import dev.rebound.server.contact.ImportDesk.Receipt;
import dev.rebound.server.csv.TextEncoding;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Imports of contacts over the REST API. */
public final class ImportApi implements Feature {

    private final ImportDesk desk;

    ImportApi(ImportDesk desk) {
        this.desk = desk;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .post("/contacts/imports", Permission.CONTACTS, this::take)
                .get("/contacts/imports/{importId}", Permission.CONTACTS, this::show)
                .get("/contacts/imports/{importId}/refused", Permission.CONTACTS, this::refused);
    }

    private void take(ApiCall call) throws IOException {
        call.requireType("text/csv");
        Order order = new Order(
                call.account(),
                call.by(),
                call.query("fileName").orElse("contacts.csv"),
                call.constant("encoding", TextEncoding.class),
                properties(call));
        call.refuseUnknownParameters();
        switch (desk.take(order, call.stream())) {
            case Receipt.Taken taken ->
                call.accepted("/contacts/imports/" + taken.job().id(), ContactJson.of(taken.job(), call.wording()));
            case Receipt.TooLarge ignored ->
                throw new Refusal(
                        ProblemKind.TOO_LARGE,
                        "The file is larger than 100 MB. Nothing was imported; send it in parts.");
            case Receipt.TooMany ignored ->
                throw new Refusal(
                        ProblemKind.TOO_MANY,
                        "Enough imports of this account are under way. Nothing was imported; wait for one to end.");
        }
    }

    /** Columns with these headings become properties; what the account has already needs not be named. */
    private Set<String> properties(ApiCall call) {
        Set<String> names = new TreeSet<>();
        for (String written :
                call.query("properties").map(text -> text.split(",")).orElseGet(() -> new String[0])) {
            names.add(ContactProperties.nameOf(written.strip())
                    .orElseThrow(() -> Refusal.at(
                            "properties",
                            ContactProblem.PROPERTY_NAME.name(),
                            call.wording().name(ContactProblem.PROPERTY_NAME))));
        }
        if (!ContactEntry.isRoom(desk.propertyNames(call.account()), names)) {
            throw Refusal.at(
                    "properties",
                    ContactProblem.PROPERTY_NAMES_TOO_MANY.name(),
                    call.wording().name(ContactProblem.PROPERTY_NAMES_TOO_MANY));
        }
        return names;
    }

    private void show(ApiCall call) {
        call.answer(ContactJson.of(find(call), call.wording()));
    }

    private void refused(ApiCall call) throws IOException {
        ImportJob job = find(call);
        if (!job.status().stage().isOver()) {
            throw new Refusal(ProblemKind.CONFLICT, "The import is not over yet. Ask again when it is.");
        }
        RefusedFile.answer(job, call.visit());
    }

    private ImportJob find(ApiCall call) {
        return desk.find(call.account(), call.path("importId")).orElseThrow(() -> Refusal.notFound("import"));
    }
}
