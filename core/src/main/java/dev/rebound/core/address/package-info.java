/**
 * Email addresses: reading them from text, and the one canonical key under which everything about an
 * address is kept. Knows RFC 5321 and RFC 5322 syntax; must not know mail servers or DNS. Start at
 * {@link dev.rebound.core.address.EmailAddress}.
 */
@NullMarked
package dev.rebound.core.address;

import org.jspecify.annotations.NullMarked;
