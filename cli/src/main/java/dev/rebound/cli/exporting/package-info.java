/**
 * Takes what an installation knows out of it, in forms that others read. Must not change anything. Start at
 * {@link dev.rebound.cli.exporting.ExportEvidenceCommand}.
 */
@NullMarked
package dev.rebound.cli.exporting;

import org.jspecify.annotations.NullMarked;
