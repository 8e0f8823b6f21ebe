package dev.rebound.transport.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect;
import dev.rebound.engine.provider.ProviderEvent;
import dev.rebound.engine.provider.ProviderEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Mailgun's webhooks: one event a call, under {@code event-data}, with {@code delivery-status} of the attempt, our Message-ID
 * without angle brackets under {@code message.headers}, and our variables. A {@code failed} event is permanent or
 * temporary by its {@code severity}; a {@code reason} that begins with {@code suppress} says that Mailgun itself left it out.
 *
 * <p>The HMAC covers timestamp and token, not the event. So whoever has seen one call can sign another; what such
 * a call can do is bounded by our own token, which it must carry too.
 *
 * @see <a href="https://documentation.mailgun.com/docs/mailgun/user-manual/events/events">Events</a>
 * @see <a href="https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks">Securing webhooks</a>
 */
final class MailgunDialect implements ProviderDialect {

    private static final String NAME = "Mailgun";

    @Override
    public Provider provider() {
        return Provider.MAILGUN;
    }

    @Override
    public Reading read(String secret, ProviderCall call) {
        Optional<JsonNode> body = Fields.parse(call.body());
        if (body.isEmpty()) {
            // The signature is in the body, so what cannot be read is not signed either.
            return new Reading.Refused(Why.NOT_THEIRS);
        }
        JsonNode signed = body.get().path("signature");
        String timestamp = Fields.textOr(signed, "", "timestamp");
        String text = timestamp + Fields.textOr(signed, "", "token");
        String wanted =
                HexFormat.of().formatHex(Proofs.hmac("HmacSHA256", secret, text.getBytes(StandardCharsets.UTF_8)));
        if (!Proofs.same(wanted, Fields.textOr(signed, "", "signature").toLowerCase(Locale.ROOT))) {
            return new Reading.Refused(Why.NOT_THEIRS);
        }
        if (!timestamp.matches("\\d{1,11}")
                || !Proofs.isFresh(Instant.ofEpochSecond(Long.parseLong(timestamp)), call.receivedAt())) {
            return new Reading.Refused(Why.TOO_OLD);
        }
        JsonNode event = body.get().path("event-data");
        if (!event.isObject()) {
            return new Reading.Refused(Why.UNREADABLE);
        }
        return new Reading.Events(
                kind(event).map(kind -> event(kind, event)).stream().toList());
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
                Fields.text(event, "user-variables", TokenMark.NAME),
                Fields.text(event, "message", "headers", "message-id"),
                Fields.text(event, "envelope", "sender"));
    }
}
