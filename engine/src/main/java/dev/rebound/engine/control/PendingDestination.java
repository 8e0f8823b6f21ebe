package dev.rebound.engine.control;

import java.time.Instant;

/**
 * What waits for one recipient domain.
 *
 * @param messages in flight and not being tried
 * @param due of them, those whose time has come
 * @param held of them, those whose email is held
 * @param next when the next of them may be tried
 */
public record PendingDestination(String domain, long messages, long due, long held, Instant next) {}
