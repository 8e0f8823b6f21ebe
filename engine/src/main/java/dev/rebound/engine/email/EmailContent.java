package dev.rebound.engine.email;

import dev.rebound.core.address.EmailAddress;

/**
 * What a marketing email says.
 *
 * @param name how the account's people call it; not sent
 * @param text the plain text part; may be empty if there is HTML
 * @param html the HTML part; may be empty if there is text
 */
public record EmailContent(String name, String subject, String fromName, EmailAddress from, String text, String html) {

    /** Longest subject and name, in characters (RFC 5322 allows lines of 998). */
    public static final int LINE_LENGTH_MAX = 500;
    /** Longest text and HTML, in characters each. */
    public static final int BODY_LENGTH_MAX = 2_000_000;
}
