/**
 * Mailboxes of people: connected, watched for reports about what was sent through them, and never changed. It knows neither
 * IMAP nor SMTP; {@link dev.rebound.engine.inbox.Mailboxes} and {@link dev.rebound.engine.inbox.MailSubmission} do. Start at
 * {@link dev.rebound.engine.inbox.Inbox}.
 */
@NullMarked
package dev.rebound.engine.inbox;

import org.jspecify.annotations.NullMarked;
