/** Tests of {@link dev.rebound.feed.policy}. */
@NullMarked
package dev.rebound.feed.policy;

import org.jspecify.annotations.NullMarked;
