/**
 * Several processes that share one database: who is alive, and who does what must be done once. A node has a
 * {@linkplain dev.rebound.engine.node.Lease lease} that it renews by {@linkplain dev.rebound.engine.node.Membership heartbeats}; one
 * that falls silent is fenced, and others take over what it had in hand and its {@linkplain dev.rebound.engine.node.Duty duties}. It
 * must not know what is delivered. Start at {@link dev.rebound.engine.node.Membership}; why it is so is in ADR 26.
 */
@NullMarked
package dev.rebound.engine.node;

import org.jspecify.annotations.NullMarked;
