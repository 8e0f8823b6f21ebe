/**
 * Telling other programs what happened: the ledger's events of an account, posted to addresses it names. Start at
 * {@link dev.rebound.engine.webhook.Webhook}; {@link dev.rebound.engine.webhook.WebhookPublisher} does the work.
 */
@NullMarked
package dev.rebound.engine.webhook;

import org.jspecify.annotations.NullMarked;
