/**
 * The ledger on SQL: append events, keep their evidence, keep the tables that pages read equal to the fold,
 * and prove it. Must not decide anything; {@link dev.rebound.core.ledger.AddressRules} does, inside the
 * writer's transaction. Start at {@link dev.rebound.store.ledger.Recorder}.
 */
@NullMarked
package dev.rebound.store.ledger;

import org.jspecify.annotations.NullMarked;
