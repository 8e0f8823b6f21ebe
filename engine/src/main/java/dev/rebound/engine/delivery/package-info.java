/**
 * From a queued message to the reply of the recipient's server, and what follows from it: the retry
 * schedule, the outcome, the port to the network. Must not know SMTP's wire form or SQL. Start at
 * {@link dev.rebound.engine.delivery.MailTransport}.
 */
@NullMarked
package dev.rebound.engine.delivery;

import org.jspecify.annotations.NullMarked;
