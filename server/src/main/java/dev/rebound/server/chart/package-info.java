/**
 * Charts as the server draws them: scales with round numbers, bars, stacked bars, columns over time, all
 * in whole thousandths so that a template has nothing to compute. Must not know emails. Start at
 * {@link dev.rebound.server.chart.Scale}.
 */
@NullMarked
package dev.rebound.server.chart;

import org.jspecify.annotations.NullMarked;
