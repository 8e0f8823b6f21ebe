package dev.rebound.transport.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect;
import dev.rebound.feed.provider.Fields;
import dev.rebound.feed.provider.MailgunEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Mailgun's webhooks: one event a call, under {@code event-data}; {@link MailgunEvents} reads it.
 *
 * <p>The HMAC covers timestamp and token, not the event. So whoever has seen one call can sign another; what such
 * a call can do is bounded by our own token, which it must carry too.
 *
 * @see <a href="https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks">Securing webhooks</a>
 */
final class MailgunDialect implements ProviderDialect {

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
        return new Reading.Events(MailgunEvents.in(event));
    }
}
