/**
 * The SMTP client (RFC 5321): hands one message to a recipient's server and keeps the complete reply to
 * every command. Must not know how hosts are found or what a reply means for an address. Start at
 * {@link dev.rebound.transport.smtp.SmtpMailTransport}, then {@link dev.rebound.transport.smtp.Transaction}.
 */
@NullMarked
package dev.rebound.transport.smtp;

import org.jspecify.annotations.NullMarked;
