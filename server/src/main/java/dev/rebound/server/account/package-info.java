/**
 * An account seen from inside: its API keys and its audit log, as pages and over the REST API. Accounts
 * and people are made by the operator. Start at {@link dev.rebound.server.account.AccountApi}.
 */
@NullMarked
package dev.rebound.server.account;

import org.jspecify.annotations.NullMarked;
