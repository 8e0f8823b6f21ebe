package dev.rebound.engine.bulk;

import java.util.Optional;

/**
 * An entry of a bulk change as a list shows it.
 *
 * @param outcome what came of it, or would; empty while it has not been counted
 * @param undone what came of taking it back
 */
public record BulkLine(BulkEntry entry, Optional<BulkOutcome> outcome, Optional<BulkOutcome> undone) {}
