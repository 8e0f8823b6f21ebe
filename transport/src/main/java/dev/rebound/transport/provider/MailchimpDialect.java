package dev.rebound.transport.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect;
import dev.rebound.feed.provider.Fields;
import dev.rebound.feed.provider.MailchimpEvents;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mailchimp Transactional's webhooks: a form with one field, {@code mandrill_events}, an array of up to 1,000 events, which
 * {@link MailchimpEvents} reads. A call without events asks whether the address exists, and is signed with {@code test-webhook}.
 *
 * <p>Signed with HMAC-SHA1 over the address that was called and the form's fields in the order of their names.
 *
 * @see <a href="https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/#authenticating-webhook-requests">Authenticating
 *     webhook requests</a>
 */
final class MailchimpDialect implements ProviderDialect {

    private static final String EVENTS = "mandrill_events";

    @Override
    public Provider provider() {
        return Provider.MAILCHIMP;
    }

    @Override
    public Reading read(String secret, ProviderCall call) {
        Map<String, String> form = form(call.body());
        if (form.getOrDefault(EVENTS, "").strip().equals("[]")) {
            return new Reading.Nothing();
        }
        if (!isSigned(secret, form, call)) {
            return new Reading.Refused(Why.NOT_THEIRS);
        }
        return Fields.parse(form.getOrDefault(EVENTS, ""))
                .filter(JsonNode::isArray)
                .<Reading>map(events -> new Reading.Events(MailchimpEvents.in(events)))
                .orElseGet(() -> new Reading.Refused(Why.UNREADABLE));
    }

    private static boolean isSigned(String key, Map<String, String> form, ProviderCall call) {
        StringBuilder text = new StringBuilder(call.url());
        form.forEach((name, value) -> text.append(name).append(value));
        String wanted = Base64.getEncoder()
                .encodeToString(Proofs.hmac("HmacSHA1", key, text.toString().getBytes(StandardCharsets.UTF_8)));
        return Proofs.same(wanted, call.header("x-mandrill-signature").orElse(""));
    }

    /** In the order of names. */
    private static Map<String, String> form(byte[] body) {
        Map<String, String> fields = new TreeMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                } catch (IllegalArgumentException notEncoded) {
                    return Map.of();
                }
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
