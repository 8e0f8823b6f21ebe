/**
 * The form in which events of the ledger are kept and sent; read for as long as there are ledgers. Must not know
 * where they are kept. Start at {@link dev.rebound.feed.ledger.EventCodec}.
 */
@NullMarked
package dev.rebound.feed.ledger;

import org.jspecify.annotations.NullMarked;
