/**
 * Sources of provider events on SQL, their secrets sealed. Start at
 * {@link dev.rebound.store.provider.SqlEventSources}.
 */
@NullMarked
package dev.rebound.store.provider;

import org.jspecify.annotations.NullMarked;
