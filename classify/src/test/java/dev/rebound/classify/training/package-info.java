/** Tests of what the statistical fallback learns from. */
@NullMarked
package dev.rebound.classify.training;

import org.jspecify.annotations.NullMarked;
