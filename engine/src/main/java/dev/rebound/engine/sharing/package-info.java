/**
 * Installations with databases of their own that share what they know: the ledger of each is told to a place that all reach,
 * and what follows from all of them together comes back. Start at {@link dev.rebound.engine.sharing.LedgerTelling} and
 * {@link dev.rebound.engine.sharing.KnowledgeTaking}.
 */
@NullMarked
package dev.rebound.engine.sharing;

import org.jspecify.annotations.NullMarked;
