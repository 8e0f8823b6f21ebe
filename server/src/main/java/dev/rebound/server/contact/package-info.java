/**
 * Contacts: the list, one contact and what happened to its address, import and export of CSV files, and
 * the same over the REST API. Must not know SQL, nor decide who may be sent to: that is the state of the
 * address. Start at {@link dev.rebound.server.contact.ImportDesk} for imports.
 */
@NullMarked
package dev.rebound.server.contact;

import org.jspecify.annotations.NullMarked;
