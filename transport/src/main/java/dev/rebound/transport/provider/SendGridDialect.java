package dev.rebound.transport.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect;
import dev.rebound.feed.provider.Fields;
import dev.rebound.feed.provider.SendGridEvents;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * SendGrid's Event Webhook, signed with ECDSA over the timestamp and the body as it came; {@link SendGridEvents} reads what is
 * in it.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features">Event
 *     Webhook security features</a>
 */
final class SendGridDialect implements ProviderDialect {

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
                .<Reading>map(events -> new Reading.Events(SendGridEvents.in(events)))
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
}
