/**
 * The text of a message that is about to leave, as far as it must be read again to sign it and to choose
 * its way. It was composed by us or by somebody who signed in; returned mail is never read here. Start at
 * {@link dev.rebound.transport.outgoing.OutgoingText}.
 */
@NullMarked
package dev.rebound.transport.outgoing;

import org.jspecify.annotations.NullMarked;
