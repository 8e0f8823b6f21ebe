/**
 * Comma-separated files in both directions: read whatever a spreadsheet program saved, line by line and
 * with every broken line named; write what no spreadsheet program takes for a formula. Must not know
 * what the columns mean. Start at {@link dev.rebound.server.csv.CsvRows} and
 * {@link dev.rebound.server.csv.SafeCsvWriter}.
 */
@NullMarked
package dev.rebound.server.csv;

import org.jspecify.annotations.NullMarked;
