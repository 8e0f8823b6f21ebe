package dev.rebound.feed.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.parse.provider.ProviderEvent;
import dev.rebound.parse.provider.ProviderEvent.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Mailgun's webhooks: one event a call, under {@code event-data}, with {@code delivery-status} of the attempt, our Message-ID
 * without angle brackets under {@code message.headers}, and our variables. A {@code failed} event is permanent or
 * temporary by its {@code severity}; a {@code reason} that begins with {@code suppress} says that Mailgun itself left it out.
 *
 * @see <a href="https://documentation.mailgun.com/docs/mailgun/user-manual/events/events">Events</a>
 */
public final class MailgunEvents {

    private static final String NAME = "Mailgun";

    private MailgunEvents() {}

    /** What it says; nothing if it is an open or the like. */
    public static List<ProviderEvent> in(JsonNode event) {
        return kind(event).map(kind -> event(kind, event)).stream().toList();
    }

    private static Optional<Kind> kind(JsonNode event) {
        return switch (Fields.textOr(event, "", "event")) {
            case "delivered" -> Optional.of(Kind.DELIVERED);
            case "failed" ->
                Optional.of(Fields.textOr(event, "", "severity").equals("temporary") ? Kind.DEFERRED : Kind.BOUNCED);
            case "rejected" -> Optional.of(Kind.BOUNCED);
            case "complained" -> Optional.of(Kind.COMPLAINED);
            default -> Optional.empty();
        };
    }

    private static ProviderEvent event(Kind kind, JsonNode event) {
        JsonNode status = event.path("delivery-status");
        Optional<String> reason = Fields.text(event, "reason").or(() -> Fields.text(event, "reject", "reason"));
        boolean ownWords = reason.filter(why -> why.startsWith("suppress")).isPresent();
        Said said = Said.of(ownWords ? Optional.empty() : words(status))
                .withStatus(Fields.text(status, "enhanced-code"))
                .by(Fields.text(status, "mx-host"));
        Optional<String> sorting = Fields.text(event, "severity")
                .map(severity -> severity + "/" + reason.orElse(""))
                .or(() -> reason);
        return new ProviderEvent(
                kind,
                Fields.textOr(event, "", "id"),
                Fields.text(event, "recipient"),
                marks(event),
                kind == Kind.BOUNCED ? said.given(NAME, sorting) : said.noted(NAME, sorting),
                sorting,
                Fields.octets(event));
    }

    /** The code stands apart from the words. */
    private static Optional<String> words(JsonNode status) {
        Optional<String> words = Fields.text(status, "message").or(() -> Fields.text(status, "description"));
        Optional<String> code = Fields.text(status, "code").filter(text -> text.matches("[245]\\d\\d"));
        return words.map(text -> text.matches("(?s)[245]\\d\\d[ -].*")
                ? text
                : code.map(number -> number + " " + text).orElse(text));
    }

    private static List<String> marks(JsonNode event) {
        return Fields.present(
                Fields.text(event, "user-variables", EventReader.TOKEN),
                Fields.text(event, "message", "headers", "message-id"),
                Fields.text(event, "envelope", "sender"));
    }
}
