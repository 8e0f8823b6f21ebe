/** Tests of {@link dev.rebound.feed.retold}. */
@NullMarked
package dev.rebound.feed.retold;

import org.jspecify.annotations.NullMarked;
