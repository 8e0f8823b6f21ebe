package dev.rebound.engine.email;

import dev.rebound.core.address.EmailAddress;

/**
 * What a marketing email says.
 *
 * @param name how the account's people call it; not sent
 * @param previewText what mailboxes show behind the subject before the email is opened; put at the beginning of the HTML, where it is not
 *     seen; may be empty, then they show how the email begins
 * @param text the plain text part; may be empty if there is HTML
 * @param html the HTML part; may be empty if there is text
 */
public record EmailContent(
        String name, String subject, String previewText, String fromName, EmailAddress from, String text, String html) {

    /** Longest subject and name, in characters (RFC 5322 allows lines of 998). */
    public static final int LINE_LENGTH_MAX = 500;
    /** Longest text and HTML, in characters each. */
    public static final int BODY_LENGTH_MAX = 2_000_000;

    /** Without a preview text. */
    public EmailContent(String name, String subject, String fromName, EmailAddress from, String text, String html) {
        this(name, subject, "", fromName, from, text, html);
    }

    /** The same under another name. */
    public EmailContent named(String other) {
        return new EmailContent(other, subject, previewText, fromName, from, text, html);
    }
}
