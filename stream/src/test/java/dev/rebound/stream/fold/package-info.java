/**
 * Tests of what a fold decides by.
 */
@NullMarked
package dev.rebound.stream.fold;

import org.jspecify.annotations.NullMarked;
