/**
 * Receiving mail by SMTP: a strict server core, and the server for mail that comes back. The core knows
 * the protocol (RFC 5321) and its limits and asks an {@link dev.rebound.transport.server.Acceptance} for
 * every decision; it must not know tokens, reports or where a message goes. Start at
 * {@link dev.rebound.transport.server.ReturnedMailServer}, then
 * {@link dev.rebound.transport.server.SmtpServer}.
 */
@NullMarked
package dev.rebound.transport.server;

import org.jspecify.annotations.NullMarked;
