package dev.rebound.server.webhook;

import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.webhook.WebhookCaller;
import dev.rebound.engine.webhook.Webhooks;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.time.InstantSource;

/** Webhooks in all forms: page and REST API. */
public final class WebhookFeature implements Feature {

    private final WebhookDesk desk;
    private final Webhooks webhooks;

    /**
     * What the feature works with.
     *
     * @param plainAllowed whether addresses may begin with http
     */
    public record Parts(Webhooks webhooks, WebhookCaller caller, boolean plainAllowed) {}

    public WebhookFeature(Parts parts, AuditLog audit, InstantSource clock) {
        this.webhooks = parts.webhooks();
        this.desk = new WebhookDesk(parts.webhooks(), parts.caller(), audit, clock, parts.plainAllowed());
    }

    @Override
    public void register(Routes routes) {
        new WebhookPages(desk).register(routes);
        new WebhookApi(desk).register(routes);
        new EventStreamApi(webhooks).register(routes);
    }
}
