package dev.rebound.engine.delivery;

import dev.rebound.core.address.EmailAddress;

/**
 * What the SMTP dialogue needs beside the content.
 *
 * @param returnPath the signed address that reports come back to
 * @param recipient the one recipient
 */
public record Envelope(EmailAddress returnPath, EmailAddress recipient) {}
