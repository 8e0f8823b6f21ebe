/**
 * The port to the append-only ledger and the evidence behind it. What an observation means is decided
 * by {@link dev.rebound.core.ledger.AddressRules}, inside the writer's transaction. Start at
 * {@link dev.rebound.engine.ledger.Ledger}.
 */
@NullMarked
package dev.rebound.engine.ledger;

import org.jspecify.annotations.NullMarked;
