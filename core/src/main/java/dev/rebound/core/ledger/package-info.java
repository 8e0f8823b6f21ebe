/**
 * The append-only history of every message and address, and the pure fold that turns it into state.
 * Must not know how events are stored. Start at {@link dev.rebound.core.ledger.AddressState}.
 */
@NullMarked
package dev.rebound.core.ledger;

import org.jspecify.annotations.NullMarked;
