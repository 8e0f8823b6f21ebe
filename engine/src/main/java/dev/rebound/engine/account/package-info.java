/**
 * Accounts, the people who work in them and as what, their sessions, and the API keys of programs. What
 * each may do is data: {@link dev.rebound.engine.account.Permission}, {@link dev.rebound.engine.account.Role} and
 * {@link dev.rebound.engine.account.KeyScope}. Must not know passwords or secrets in the clear: only hashes reach the
 * ports. Start at {@link dev.rebound.engine.account.Permission}.
 */
@NullMarked
package dev.rebound.engine.account;

import org.jspecify.annotations.NullMarked;
