/**
 * Past bounces and their being judged again, on SQL. Must not know what rules are. Start at
 * {@link dev.rebound.store.reclassify.SqlReclassifications}.
 */
@NullMarked
package dev.rebound.store.reclassify;

import org.jspecify.annotations.NullMarked;
