/** Tests of warming up. */
@NullMarked
package dev.rebound.engine.warmup;

import org.jspecify.annotations.NullMarked;
