package dev.rebound.feed.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.parse.provider.ProviderEvent;
import dev.rebound.parse.provider.ProviderEvent.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Postmark's webhooks: one record a call, {@code RecordType} {@code Bounce}, {@code Delivery} or {@code SpamComplaint}.
 * {@code Type} of a bounce is one of Postmark's own; {@code Details} are the server's words, {@code Description} Postmark's. Our
 * token is in the metadata; Postmark gives messages its own ids.
 *
 * @see <a href="https://postmarkapp.com/developer/webhooks/bounce-webhook">Bounce webhook</a>
 * @see <a href="https://postmarkapp.com/developer/api/bounce-api#bounce-types">Bounce types</a>
 */
public final class PostmarkEvents {

    private static final String NAME = "Postmark";

    private PostmarkEvents() {}

    /** What it says; nothing if it is an open or the like. */
    public static List<ProviderEvent> in(JsonNode event) {
        return kind(event).map(kind -> event(kind, event)).stream().toList();
    }

    private static Optional<Kind> kind(JsonNode event) {
        return switch (Fields.textOr(event, "", "RecordType")) {
            case "Delivery" -> Optional.of(Kind.DELIVERED);
            case "SpamComplaint" -> Optional.of(Kind.COMPLAINED);
            case "Bounce" -> bounce(Fields.textOr(event, "", "Type"));
            default -> Optional.empty();
        };
    }

    /** Not all that Postmark calls a bounce is one. */
    private static Optional<Kind> bounce(String type) {
        return switch (type) {
            case "Transient" -> Optional.of(Kind.DEFERRED);
            case "AutoResponder", "AddressChange" -> Optional.of(Kind.ANSWERED);
            case "ChallengeVerification" -> Optional.of(Kind.CHALLENGED);
            case "SpamComplaint" -> Optional.of(Kind.COMPLAINED);
            case "Subscribe", "Unsubscribe", "OpenRelayTest", "InboundError", "TemplateRenderingFailed" ->
                Optional.empty();
            default -> Optional.of(Kind.BOUNCED);
        };
    }

    private static ProviderEvent event(Kind kind, JsonNode event) {
        Optional<String> sorting = Fields.text(event, "Type");
        Said said = Said.of(Fields.text(event, "Details"));
        Optional<String> recipient = Fields.text(event, "Email").or(() -> Fields.text(event, "Recipient"));
        String id = Fields.text(event, "ID")
                .orElseGet(() -> Fields.textOr(event, "", "MessageID") + " " + recipient.orElse(""));
        return new ProviderEvent(
                kind,
                id,
                recipient,
                Fields.present(Fields.text(event, "Metadata", EventReader.TOKEN)),
                kind == Kind.BOUNCED ? said.given(NAME, sorting) : said.noted(NAME, sorting),
                sorting,
                Fields.octets(event));
    }
}
