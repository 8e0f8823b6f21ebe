/**
 * Warming up the IP addresses that mail leaves from: how many messages a new one may take to each destination on each of
 * its first days, and how many it has taken. Must not know SMTP or SQL. Start at
 * {@link dev.rebound.engine.warmup.WarmUp}.
 */
@NullMarked
package dev.rebound.engine.warmup;

import org.jspecify.annotations.NullMarked;
