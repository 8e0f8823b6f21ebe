/**
 * Finds mail servers by what a domain says of itself. Start at {@link dev.rebound.transport.discovery.DomainsWord}.
 */
@NullMarked
package dev.rebound.transport.discovery;

import org.jspecify.annotations.NullMarked;
