/**
 * The ledger as an outbox on SQL: how far it has been told to other installations, and what comes next. Start at
 * {@link dev.rebound.store.sharing.SqlSharing}.
 */
@NullMarked
package dev.rebound.store.sharing;

import org.jspecify.annotations.NullMarked;
