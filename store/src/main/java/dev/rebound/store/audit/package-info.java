/**
 * The audit log on SQL, append-only. Must not know what the actions mean. Start at
 * {@link dev.rebound.store.audit.SqlAuditLog}.
 */
@NullMarked
package dev.rebound.store.audit;

import org.jspecify.annotations.NullMarked;
