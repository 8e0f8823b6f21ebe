package dev.rebound.engine.audit;

/** What can be found in the audit log. */
public enum AuditAction {
    SIGNED_IN,
    SIGN_IN_FAILED,
    SIGNED_OUT,
    ACCOUNT_CREATED,
    USER_CREATED,
    API_KEY_CREATED,
    API_KEY_REVOKED,
    CONTACTS_IMPORTED,
    CONTACTS_EXPORTED,
    CONTACT_CHANGED,
    EMAIL_CREATED,
    EMAIL_CHANGED,
    EMAIL_SENT,
    EMAIL_CLONED,
    UNBOUNCED,
    GLOBAL_LIFTED,
    CLOCK_MOVED
}
