/**
 * The time the product lives in, which can run faster than the wall clock so that 72 hours pass in a
 * minute. Start at {@link dev.rebound.engine.time.WorldClock}.
 */
@NullMarked
package dev.rebound.engine.time;

import org.jspecify.annotations.NullMarked;
