package dev.rebound.feed.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.parse.provider.ProviderEvent;
import dev.rebound.parse.provider.ProviderEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Mailchimp Transactional's webhooks: an array of up to 1,000 events. {@code msg} has the recipient, our metadata, {@code diag} with the server's words and {@code bounce_description}.
 *
 * @see <a href="https://mailchimp.com/developer/transactional/docs/webhooks/">Webhooks</a>
 */
public final class MailchimpEvents {

    private static final String NAME = "Mailchimp";

    private MailchimpEvents() {}

    /** What it says, one for each message and recipient; opens and the like are passed over. */
    public static List<ProviderEvent> in(JsonNode array) {
        List<ProviderEvent> events = new ArrayList<>();
        for (JsonNode each : array) {
            kind(Fields.textOr(each, "", "event"))
                    .map(kind -> event(kind, each))
                    .ifPresent(events::add);
        }
        return events;
    }

    /** {@code send} says that it left Mailchimp, not that anybody took it. */
    private static Optional<Kind> kind(String event) {
        return switch (event) {
            case "delivered" -> Optional.of(Kind.DELIVERED);
            case "deferral" -> Optional.of(Kind.DEFERRED);
            case "hard_bounce", "soft_bounce", "reject" -> Optional.of(Kind.BOUNCED);
            case "spam" -> Optional.of(Kind.COMPLAINED);
            default -> Optional.empty();
        };
    }

    private static ProviderEvent event(Kind kind, JsonNode event) {
        JsonNode message = event.path("msg");
        String name = Fields.textOr(event, "", "event");
        Optional<String> sorting = Optional.of(name
                + Fields.text(message, "bounce_description")
                        .or(() -> Fields.text(message, "reject", "reason"))
                        .map(more -> "/" + more)
                        .orElse(""));
        Said said = Said.of(Fields.text(message, "diag").or(() -> lastReply(message)));
        return new ProviderEvent(
                kind,
                Fields.textOr(message, "", "_id") + " " + name + " " + Fields.textOr(event, "", "ts"),
                Fields.text(message, "email"),
                Fields.present(Fields.text(message, "metadata", EventReader.TOKEN)),
                kind == Kind.BOUNCED ? said.given(NAME, sorting) : said.noted(NAME, sorting),
                sorting,
                Fields.octets(event));
    }

    private static Optional<String> lastReply(JsonNode message) {
        JsonNode replies = message.path("smtp_events");
        return replies.isEmpty() ? Optional.empty() : Fields.text(replies.get(replies.size() - 1), "diag");
    }
}
