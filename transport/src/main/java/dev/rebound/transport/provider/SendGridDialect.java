package dev.rebound.transport.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect;
import dev.rebound.engine.provider.ProviderEvent;
import dev.rebound.engine.provider.ProviderEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * SendGrid's Event Webhook: an array of events. Each has {@code event}, {@code email}, {@code sg_event_id}, {@code smtp-id} (the
 * Message-ID that we gave it), and its unique arguments beside these; {@code reason} and {@code status} of a bounce,
 * {@code response} of a deferral or delivery, {@code bounce_classification}. A bounce of {@code type} {@code blocked}
 * has failed for this message only, which the server's words say as well. A dropped message was never tried.
 *
 * <p>Signed with ECDSA over the timestamp and the body as it came.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event">Event Webhook Reference</a>
 * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features">Event
 *     Webhook security features</a>
 */
final class SendGridDialect implements ProviderDialect {

    private static final String NAME = "SendGrid";
    private static final String SIGNATURE = "x-twilio-email-event-webhook-signature";
    private static final String TIMESTAMP = "x-twilio-email-event-webhook-timestamp";

    @Override
    public Provider provider() {
        return Provider.SENDGRID;
    }

    @Override
    public Reading read(String secret, ProviderCall call) {
        String timestamp = call.header(TIMESTAMP).orElse("");
        if (!isSigned(secret, timestamp, call)) {
            return new Reading.Refused(Why.NOT_THEIRS);
        }
        if (!timestamp.matches("\\d{1,11}")
                || !Proofs.isFresh(Instant.ofEpochSecond(Long.parseLong(timestamp)), call.receivedAt())) {
            return new Reading.Refused(Why.TOO_OLD);
        }
        return Fields.parse(call.body())
                .filter(JsonNode::isArray)
                .<Reading>map(events -> new Reading.Events(events(events)))
                .orElseGet(() -> new Reading.Refused(Why.UNREADABLE));
    }

    private static boolean isSigned(String key, String timestamp, ProviderCall call) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key))));
            signature.update(timestamp.getBytes(StandardCharsets.UTF_8));
            signature.update(call.body());
            return signature.verify(
                    Base64.getDecoder().decode(call.header(SIGNATURE).orElse("")));
        } catch (GeneralSecurityException | IllegalArgumentException notSigned) {
            return false;
        }
    }

    private static List<ProviderEvent> events(JsonNode array) {
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
                Fields.present(Fields.text(event, TokenMark.NAME), Fields.text(event, "smtp-id")),
                kind == Kind.BOUNCED ? said.given(NAME, sorting) : said.noted(NAME, sorting),
                sorting,
                Fields.octets(event));
    }
}
