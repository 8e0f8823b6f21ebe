/**
 * Bulk changes on SQL: their entries, and going through them portion by portion in the transactions that record what
 * comes of each. Must not decide anything; the rules do. Start at
 * {@link dev.rebound.store.bulk.SqlBulks}.
 */
@NullMarked
package dev.rebound.store.bulk;

import org.jspecify.annotations.NullMarked;
