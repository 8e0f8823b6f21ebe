/**
 * The Recipients page of an email: states and counts, filters, the list, and everything about one
 * recipient. Must not know SQL. Start at {@link dev.rebound.server.recipient.RecipientPages}.
 */
@NullMarked
package dev.rebound.server.recipient;

import org.jspecify.annotations.NullMarked;
