/**
 * The engine's ports to the network: SMTP in both directions, DNS, composing, and the sandbox internet.
 * Must not know SQL, pages or what a reply means. Start at
 * {@link dev.rebound.transport.smtp.SmtpMailTransport}.
 */
@NullMarked
package dev.rebound.transport;

import org.jspecify.annotations.NullMarked;
