/** Mailboxes against a server that says whatever a test has it say. */
@org.jspecify.annotations.NullMarked
package dev.rebound.transport.imap;
