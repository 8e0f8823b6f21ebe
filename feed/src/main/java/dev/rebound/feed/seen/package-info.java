/**
 * What was seen of addresses, as lines that go from system to system. Must not know how they travel, nor decide
 * anything. Start at {@link dev.rebound.feed.seen.Seen}.
 */
@NullMarked
package dev.rebound.feed.seen;

import org.jspecify.annotations.NullMarked;
