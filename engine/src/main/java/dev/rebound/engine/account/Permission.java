package dev.rebound.engine.account;

/**
 * What somebody may do. Every route of the pages and of the REST API names one, every {@link Role} and every
 * {@link KeyScope} is a set of them, and nothing else decides. All but {@link #INSTALLATION} hold inside one account.
 */
public enum Permission {
    /** To see emails and their figures, recipients, contacts, suppressions, what waits, the policy. */
    VIEW,
    /** To take lists away as files. */
    EXPORT,
    /** To see reports as they came, with everything that others wrote into them. */
    RAW_REPORTS,
    /** To add, import and change contacts. */
    CONTACTS,
    /** To write emails, clone them and attach files. */
    EMAILS,
    /** To send and to schedule. */
    SEND,
    /** To pause, resume and cancel what is being sent, and to try at once what waits. */
    STEER,
    /** To connect one's mailbox, and to see and disconnect connected ones. */
    INBOXES,
    /** To write to one contact at a time, through a connected inbox. */
    ONE_TO_ONE,
    /** To hand mail over by SMTP; only programs do. */
    SUBMIT,
    /** To lift suppressions and to import them. */
    SUPPRESSIONS,
    /** To change what a bounce does, and to decide about bounces that are held. */
    POLICY,
    /** To manage webhooks and what they could not deliver. */
    WEBHOOKS,
    /** To read the account's audit log. */
    AUDIT,
    /** To make and revoke API keys. */
    KEYS,
    /** To invite people, change their roles, remove them and end their sessions. */
    PEOPLE,
    /** What concerns the installation and not one account: operators only. */
    INSTALLATION
}
