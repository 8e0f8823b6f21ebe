package dev.rebound.engine.control;

import java.time.Instant;
import java.util.Optional;

/**
 * What waits for one recipient domain.
 *
 * @param messages in flight and not being tried
 * @param due of them, those whose time has come and whose email is not held
 * @param held of them, those whose email is held
 * @param nextAttempt when the first of those that are not due will be tried; empty if there are none
 * @param since when the oldest of them was accepted
 */
public record PendingDomain(
        String domain, long messages, long due, long held, Optional<Instant> nextAttempt, Instant since) {}
