package dev.rebound.feed.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.parse.provider.ProviderEvent;
import dev.rebound.parse.provider.ProviderEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SendGrid's Event Webhook: an array of events. Each has {@code event}, {@code email}, {@code sg_event_id}, {@code smtp-id} (the
 * Message-ID that we gave it), and its unique arguments beside these; {@code reason} and {@code status} of a bounce,
 * {@code response} of a deferral or delivery, {@code bounce_classification}. A bounce of {@code type} {@code blocked}
 * has failed for this message only, which the server's words say as well. A dropped message was never tried.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event">Event Webhook Reference</a>
 */
public final class SendGridEvents {

    private static final String NAME = "SendGrid";

    private SendGridEvents() {}

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

    private static Optional<Kind> kind(String event) {
        return switch (event) {
            case "delivered" -> Optional.of(Kind.DELIVERED);
            case "deferred" -> Optional.of(Kind.DEFERRED);
            case "bounce", "dropped" -> Optional.of(Kind.BOUNCED);
            case "spamreport" -> Optional.of(Kind.COMPLAINED);
            default -> Optional.empty();
        };
    }

    private static ProviderEvent event(Kind kind, JsonNode event) {
        boolean dropped = Fields.textOr(event, "", "event").equals("dropped");
        Optional<String> reason = Fields.text(event, "reason").or(() -> Fields.text(event, "response"));
        // Why SendGrid dropped it are SendGrid's words, no server's.
        Said said = Said.of(dropped ? Optional.empty() : reason).withStatus(Fields.text(event, "status"));
        Optional<String> sorting = dropped
                ? Optional.of("dropped/" + reason.orElse(""))
                : Fields.text(event, "bounce_classification").or(() -> Fields.text(event, "type"));
        return new ProviderEvent(
                kind,
                Fields.textOr(event, "", "sg_event_id"),
                Fields.text(event, "email"),
                Fields.present(Fields.text(event, EventReader.TOKEN), Fields.text(event, "smtp-id")),
                kind == Kind.BOUNCED ? said.given(NAME, sorting) : said.noted(NAME, sorting),
                sorting,
                Fields.octets(event));
    }
}
