package dev.rebound.feed.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.parse.provider.ProviderEvent;
import dev.rebound.parse.provider.ProviderEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SparkPost's webhooks: an array, each element with one event below {@code msys}, under the name of its family
 * ({@code message_event}, {@code unsubscribe_event} and so on). {@code raw_reason} are the server's words and
 * {@code reason} the same without addresses; {@code bounce_class} is a number of SparkPost's; our token is in
 * {@code rcpt_meta}, or in {@code msg_from} where the return path is our own. A ping has an empty {@code msys}.
 *
 * @see <a href="https://developers.sparkpost.com/api/webhooks/">Webhooks API</a>
 * @see <a href="https://support.sparkpost.com/docs/deliverability/bounce-classification-codes">Bounce classification codes</a>
 */
public final class SparkPostEvents {

    private static final String NAME = "SparkPost";

    private SparkPostEvents() {}

    /** What it says, one for each message and recipient; opens and the like are passed over. */
    public static List<ProviderEvent> in(JsonNode batch) {
        List<ProviderEvent> events = new ArrayList<>();
        for (JsonNode element : batch) {
            for (JsonNode event : element.path("msys")) {
                kind(Fields.textOr(event, "", "type"))
                        .map(kind -> event(kind, event))
                        .ifPresent(events::add);
            }
        }
        return events;
    }

    private static Optional<Kind> kind(String type) {
        return switch (type) {
            case "delivery" -> Optional.of(Kind.DELIVERED);
            case "delay" -> Optional.of(Kind.DEFERRED);
            case "bounce", "out_of_band", "policy_rejection", "generation_failure", "generation_rejection" ->
                Optional.of(Kind.BOUNCED);
            case "spam_complaint" -> Optional.of(Kind.COMPLAINED);
            default -> Optional.empty();
        };
    }

    private static ProviderEvent event(Kind kind, JsonNode event) {
        Optional<String> sorting = Fields.text(event, "bounce_class")
                .map(number -> "bounce class " + number)
                .or(() -> Fields.text(event, "type"));
        Said said = Said.of(Fields.text(event, "raw_reason").or(() -> Fields.text(event, "reason")));
        return new ProviderEvent(
                kind,
                Fields.textOr(event, "", "event_id"),
                Fields.text(event, "raw_rcpt_to").or(() -> Fields.text(event, "rcpt_to")),
                Fields.present(Fields.text(event, "rcpt_meta", EventReader.TOKEN), Fields.text(event, "msg_from")),
                kind == Kind.BOUNCED ? said.given(NAME, sorting) : said.noted(NAME, sorting),
                sorting,
                Fields.octets(event));
    }
}
