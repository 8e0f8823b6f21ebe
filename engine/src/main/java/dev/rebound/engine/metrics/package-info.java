/**
 * Figures for those who watch an installation from outside. They are read from what is kept anyway, when somebody
 * asks. Start at {@link dev.rebound.engine.metrics.StoreFigures}.
 */
@NullMarked
package dev.rebound.engine.metrics;

import org.jspecify.annotations.NullMarked;
