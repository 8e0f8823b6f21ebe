/**
 * The sandbox's mail servers: listeners on loopback and the dialogue that plays a behaviour. Must not
 * know what a report looks like. Start at {@link dev.rebound.transport.sandbox.mail.MailHosts}.
 */
@NullMarked
package dev.rebound.transport.sandbox.mail;

import org.jspecify.annotations.NullMarked;
