/**
 * An installation with a long history, to measure what its pages then take. Must not know how they are asked for. Start
 * at {@link dev.rebound.bench.history.LongHistory}.
 */
@NullMarked
package dev.rebound.bench.history;

import org.jspecify.annotations.NullMarked;
