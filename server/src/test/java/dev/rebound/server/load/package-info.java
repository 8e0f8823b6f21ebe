/**
 * Load runs of a whole installation, started by hand; nothing here is a test. Start at
 * {@link dev.rebound.server.load.DeliverySpeed}.
 */
@NullMarked
package dev.rebound.server.load;

import org.jspecify.annotations.NullMarked;
