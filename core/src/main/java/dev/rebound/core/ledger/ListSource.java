package dev.rebound.core.ledger;

/** Whose list of suppressed addresses was imported. Stored by name, so names are kept for ever. */
public enum ListSource {
    SES,
    SENDGRID,
    MAILGUN,
    POSTMARK,
    SPARKPOST,
    MAILCHIMP,
    HUBSPOT,
    /** Written by Rebound's own export, here or elsewhere. */
    REBOUND,
    /** A list of addresses that says no more of where it comes from. */
    PLAIN
}
