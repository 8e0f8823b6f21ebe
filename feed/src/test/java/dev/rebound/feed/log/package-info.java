/** Tests of {@link dev.rebound.feed.log}. */
@NullMarked
package dev.rebound.feed.log;

import org.jspecify.annotations.NullMarked;
