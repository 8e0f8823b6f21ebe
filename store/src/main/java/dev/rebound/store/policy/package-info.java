/**
 * Accounts' policies on SQL. Start at {@link dev.rebound.store.policy.SqlPolicies}.
 */
@NullMarked
package dev.rebound.store.policy;

import org.jspecify.annotations.NullMarked;
