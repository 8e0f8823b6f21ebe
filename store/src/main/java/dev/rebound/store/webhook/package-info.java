/**
 * Webhooks on SQL: what they are, how far each has been told, and what could not be told. Events are read from the ledger by
 * number, a bounded stretch at a time. Start at {@link dev.rebound.store.webhook.SqlWebhooks}.
 */
@NullMarked
package dev.rebound.store.webhook;

import org.jspecify.annotations.NullMarked;
