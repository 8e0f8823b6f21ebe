/**
 * Accounts, the people who sign in to them, their sessions and API keys. Must not know passwords or
 * secrets in the clear: only hashes reach the ports. Start at {@link dev.rebound.engine.account.Accounts}.
 */
@NullMarked
package dev.rebound.engine.account;

import org.jspecify.annotations.NullMarked;
