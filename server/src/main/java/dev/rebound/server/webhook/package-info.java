/**
 * Webhooks on a page and by REST: made, tested, paused, removed, and called again with what could not be told. Both ask
 * the same {@link dev.rebound.server.webhook.WebhookDesk}. Start at
 * {@link dev.rebound.server.webhook.WebhookFeature}.
 */
@NullMarked
package dev.rebound.server.webhook;

import org.jspecify.annotations.NullMarked;
