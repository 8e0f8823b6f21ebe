/**
 * What a reason does: whether it suppresses, and whether it counts towards the global list. Must not
 * know accounts' names or pages. Start at {@link dev.rebound.core.policy.Policy}.
 */
@NullMarked
package dev.rebound.core.policy;

import org.jspecify.annotations.NullMarked;
