/** Tests of {@link dev.rebound.feed.provider}. */
@NullMarked
package dev.rebound.feed.provider;

import org.jspecify.annotations.NullMarked;
