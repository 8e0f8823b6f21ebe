/**
 * Figures for a Prometheus server, and whether this process can work, for a load balancer. Start at
 * {@link dev.rebound.server.metrics.MetricsFeature}; how figures are written is
 * {@link dev.rebound.server.metrics.Exposition}'s.
 */
@NullMarked
package dev.rebound.server.metrics;

import org.jspecify.annotations.NullMarked;
