/** Tests of bulk changes over the API and as pages. Start at {@link dev.rebound.server.bulk.BulkApiTest}. */
@NullMarked
package dev.rebound.server.bulk;

import org.jspecify.annotations.NullMarked;
