/**
 * Accounts, people, sessions and keys on SQL. Must not know secrets in the clear: only hashes get here.
 * Start at {@link dev.rebound.store.account.SqlAccounts}.
 */
@NullMarked
package dev.rebound.store.account;

import org.jspecify.annotations.NullMarked;
