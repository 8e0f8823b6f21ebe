package dev.rebound.engine.email;

import java.time.Instant;

/**
 * What happened to an email's messages in a span of time.
 *
 * @param from beginning of the span; it ends where the next begins
 * @param deferred attempts that were deferred, a message possibly several times
 */
public record SpanFigures(Instant from, long delivered, long hard, long soft, long deferred) {}
