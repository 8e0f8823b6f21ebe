/**
 * What a mail server says: the complete reply of a command (RFC 5321, section 4.2) and the enhanced
 * status code in it (RFC 3463). Must not know sockets. Start at {@link dev.rebound.core.smtp.SmtpReply}.
 */
@NullMarked
package dev.rebound.core.smtp;

import org.jspecify.annotations.NullMarked;
