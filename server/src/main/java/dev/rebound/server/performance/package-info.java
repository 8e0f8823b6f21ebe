/**
 * How an email performed: the funnel, the bounce rate against its marks, reasons, mailbox domains, the
 * course, and what happened in words. Start at {@link dev.rebound.server.performance.PerformancePages}.
 */
@NullMarked
package dev.rebound.server.performance;

import org.jspecify.annotations.NullMarked;
