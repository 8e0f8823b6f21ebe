package dev.rebound.engine.webhook;

import java.time.Instant;

/**
 * Events that a webhook could not be told of, however often it was called.
 *
 * @param id among the dead letters of the installation
 * @param first number of the first event
 * @param last number of the last
 * @param events how many
 * @param calls how often it was tried
 * @param problem what the last call came to, in words
 */
public record DeadLetter(
        long id, WebhookId webhook, long first, long last, int events, int calls, String problem, Instant since) {}
