package dev.rebound.server.email;

import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Who gets an email, as the API writes it. */
final class SelectionJson {

    static final String[] MEMBERS = {"kind", "contactIds", "emailId"};

    private static final int ID_LENGTH_MAX = 20;

    private SelectionJson() {}

    private enum Kind {
        EVERYBODY,
        CHOSEN,
        SOFT_BOUNCED_OF
    }

    static Selection read(JsonBody body) {
        Kind kind = body.constant("kind", Kind.class);
        refuseMisplaced(body, "contactIds", kind == Kind.CHOSEN);
        refuseMisplaced(body, "emailId", kind == Kind.SOFT_BOUNCED_OF);
        return switch (kind) {
            case EVERYBODY -> new Selection.Everybody();
            case CHOSEN -> new Selection.Chosen(contacts(body));
            case SOFT_BOUNCED_OF ->
                new Selection.SoftBouncedOf(new EmailId(id(body.text("emailId", ID_LENGTH_MAX), body.at("emailId"))));
        };
    }

    private static void refuseMisplaced(JsonBody body, String member, boolean fits) {
        if (!fits && body.has(member)) {
            throw Refusal.at(body.at(member), "MISPLACED", "does not go with this kind of selection");
        }
    }

    private static List<ContactId> contacts(JsonBody body) {
        List<ContactId> contacts = new ArrayList<>();
        for (String text : body.texts("contactIds", Selection.Chosen.CONTACTS_MAX, ID_LENGTH_MAX)) {
            contacts.add(new ContactId(id(text, body.at("contactIds") + "/" + contacts.size())));
        }
        return contacts;
    }

    private static long id(String text, String pointer) {
        return ApiCall.idIn(text).orElseThrow(() -> Refusal.at(pointer, "INVALID_ID", "is no id of ours"));
    }

    static JsonBuilder of(Selection selection) {
        JsonBuilder json = JsonBuilder.object();
        return switch (selection) {
            case Selection.Everybody ignored -> json.with("kind", Kind.EVERYBODY);
            case Selection.Chosen chosen ->
                json.with("kind", Kind.CHOSEN)
                        .withTexts(
                                "contactIds",
                                chosen.contacts().stream()
                                        .map(ContactId::toString)
                                        .toList());
            case Selection.SoftBouncedOf soft ->
                json.with("kind", Kind.SOFT_BOUNCED_OF)
                        .with("emailId", soft.email().toString());
        };
    }
}
