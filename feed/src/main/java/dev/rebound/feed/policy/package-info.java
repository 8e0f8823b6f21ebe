/**
 * Policies as text that people and other systems write. Must not know whose policy it is. Start at
 * {@link dev.rebound.feed.policy.PolicyReader}.
 */
@NullMarked
package dev.rebound.feed.policy;

import org.jspecify.annotations.NullMarked;
