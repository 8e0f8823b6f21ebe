/**
 * An IMAP client that reads and never changes anything (RFC 3501 and what servers add to it): small, bounded, blocking, for thousands
 * of connections on virtual threads. Start at {@link dev.rebound.transport.imap.ImapMailboxes}.
 */
@NullMarked
package dev.rebound.transport.imap;

import org.jspecify.annotations.NullMarked;
