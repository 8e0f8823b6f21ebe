/**
 * Tests of the statistical fallback by itself: learning, bytes, opinions. Start at
 * {@link dev.rebound.classify.model.TextModelTest}.
 */
@NullMarked
package dev.rebound.classify.model;

import org.jspecify.annotations.NullMarked;
