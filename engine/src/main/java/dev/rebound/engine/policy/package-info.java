/**
 * What bounces do in an account, and changing it: seen beforehand, audited, reversible. Must not know pages.
 * Start at {@link dev.rebound.engine.policy.PolicyChanges}.
 */
@NullMarked
package dev.rebound.engine.policy;

import org.jspecify.annotations.NullMarked;
