/**
 * Contacts on SQL. A contact's row knows nothing of bounces; what is known of its address is joined to it.
 * Start at {@link dev.rebound.store.contact.SqlContacts}.
 */
@NullMarked
package dev.rebound.store.contact;

import org.jspecify.annotations.NullMarked;
