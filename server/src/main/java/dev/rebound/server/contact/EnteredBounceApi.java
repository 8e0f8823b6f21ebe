package dev.rebound.server.contact;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.suppression.EnteringBounces;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Over the REST API: somebody knows that a message to a contact did not arrive. */
final class EnteredBounceApi implements Feature {

    private static final int NAME_LENGTH_MAX = 100;

    private final Contacts contacts;
    private final EnteringBounces entering;
    private final InstantSource clock;

    EnteredBounceApi(Contacts contacts, EnteringBounces entering, InstantSource clock) {
        this.contacts = contacts;
        this.entering = entering;
        this.clock = clock;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes).post("/contacts/{contactId}/bounce", Permission.SUPPRESSIONS, this::enter);
    }

    private void enter(ApiCall call) throws IOException {
        ContactView contact = find(call);
        JsonBody body = call.body("reason", "why", "messageId");
        Reason reason = reason(body);
        String why = body.text("why", EnteringBounces.WHY_LENGTH_MAX);
        Optional<MessageId> message = body.optionalText("messageId", NAME_LENGTH_MAX)
                .map(id -> ApiCall.idIn(id).map(MessageId::new).orElseThrow(() -> noSuchMessage(body)));
        EnteringBounces.Entry entry = new EnteringBounces.Entry(
                call.account(), contact.contact().email().key(), message, reason, call.by(), why);
        switch (entering.enter(entry)) {
            case DONE -> call.answer(ContactJson.of(find(call), clock.instant()));
            case WHY_MISSING -> throw Refusal.at(body.at("why"), "MISSING", "say how it is known that it bounced");
            case NO_MESSAGE -> {
                if (message.isPresent()) {
                    throw noSuchMessage(body);
                }
                throw new Refusal(
                        ProblemKind.CONFLICT,
                        "The account has sent nothing to this address, so nothing can have bounced."
                                + " To leave it out, import it into the suppressions.");
            }
            case HAS_BOUNCED ->
                throw new Refusal(ProblemKind.CONFLICT, "What was sent to this address has hard bounced already.");
        }
    }

    /** As every id in a body: what belongs to others is not told from what there is not. */
    private static Refusal noSuchMessage(JsonBody body) {
        return Refusal.at(body.at("messageId"), "NOT_FOUND", "there is no such message to this contact");
    }

    private static Reason reason(JsonBody body) {
        String name = body.text("reason", NAME_LENGTH_MAX);
        List<Reason> known = EnteringBounces.reasons();
        return known.stream()
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.at(
                        body.at("reason"),
                        "UNKNOWN_VALUE",
                        "must be one of "
                                + String.join(
                                        ", ", known.stream().map(Enum::name).toList())));
    }

    private ContactView find(ApiCall call) {
        return contacts.find(call.account(), new ContactId(call.id("contactId", "contact")))
                .orElseThrow(() -> Refusal.notFound("contact"));
    }
}
