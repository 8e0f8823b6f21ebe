package dev.rebound.engine.inbox;

/**
 * The two servers of a mailbox.
 *
 * @param imap where its mail is read
 * @param smtp where mail of its owner is handed over (RFC 6409)
 */
public record MailServers(MailEndpoint imap, MailEndpoint smtp) {}
