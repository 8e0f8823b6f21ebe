/**
 * Raw reports to observations where no table of messages can be asked: whose message it is must be in the report. Must not
 * know how reports travel. Start at {@link dev.rebound.feed.report.ReportReader}.
 */
@NullMarked
package dev.rebound.feed.report;

import org.jspecify.annotations.NullMarked;
