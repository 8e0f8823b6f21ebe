package dev.rebound.server.webhook;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.Webhook;
import dev.rebound.engine.webhook.WebhookEvent;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.VerdictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a webhook is sent: the events of a call, as the API shows them. */
public final class WebhookBody {

    private WebhookBody() {}

    /** The body of a call; without events one that only tests. */
    public static byte[] of(Webhook webhook, List<WebhookEvent> events) {
        return JsonBuilder.object()
                .with("webhookId", webhook.id().toString())
                .with("accountId", webhook.account().toString())
                .with("test", events.isEmpty())
                .with("events", events.stream().map(WebhookBody::json).toList())
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** An event, as webhooks and the stream of events show it. */
    static JsonBuilder json(WebhookEvent told) {
        LedgerEvent event = told.event();
        JsonBuilder json = JsonBuilder.object()
                .with("id", Long.toString(told.number()))
                .with("type", EventType.of(event).map(EventType::shown))
                .with("address", event.address().value());
        if (event instanceof LedgerEvent.OfMessage ofMessage) {
            json.with("messageId", ofMessage.message().toString());
        }
        return json.with("emailId", told.email()).with("details", VerdictJson.of(event));
    }
}
