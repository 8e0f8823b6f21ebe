/**
 * Bulk changes of an account's suppressions, as pages and REST API: choosing addresses by hand, by filter or by file,
 * seeing beforehand what would come of them, carrying it out, taking it back. Must not know how files are read. Start at
 * {@link dev.rebound.server.bulk.BulkFeature}.
 */
@NullMarked
package dev.rebound.server.bulk;

import org.jspecify.annotations.NullMarked;
