package dev.rebound.engine.account;

import static dev.rebound.engine.account.Permission.AUDIT;
import static dev.rebound.engine.account.Permission.CONTACTS;
import static dev.rebound.engine.account.Permission.EMAILS;
import static dev.rebound.engine.account.Permission.EXPORT;
import static dev.rebound.engine.account.Permission.INBOXES;
import static dev.rebound.engine.account.Permission.INSTALLATION;
import static dev.rebound.engine.account.Permission.ONE_TO_ONE;
import static dev.rebound.engine.account.Permission.POLICY;
import static dev.rebound.engine.account.Permission.RAW_REPORTS;
import static dev.rebound.engine.account.Permission.SEND;
import static dev.rebound.engine.account.Permission.STEER;
import static dev.rebound.engine.account.Permission.SUBMIT;
import static dev.rebound.engine.account.Permission.SUPPRESSIONS;
import static dev.rebound.engine.account.Permission.VIEW;
import static dev.rebound.engine.account.Permission.WEBHOOKS;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What somebody is in an account, and so may do in it: the table of permissions for people. */
public enum Role {
    /** Everything in the account. */
    OWNER(EnumSet.complementOf(EnumSet.of(SUBMIT, INSTALLATION))),
    /** Writes and sends marketing emails, looks after contacts and suppressions. */
    MARKETER(EnumSet.of(VIEW, EXPORT, RAW_REPORTS, CONTACTS, EMAILS, SEND, STEER, SUPPRESSIONS)),
    /** Looks after contacts, writes to them through an inbox of their own, and sees what became of emails to them. */
    SALES(EnumSet.of(VIEW, CONTACTS, INBOXES, ONE_TO_ONE)),
    /** Sees why mail comes back, decides what a bounce does, steers what goes out; writes and sends nothing. */
    POSTMASTER(EnumSet.of(VIEW, EXPORT, RAW_REPORTS, STEER, SUPPRESSIONS, POLICY, WEBHOOKS, AUDIT)),
    /** Looks, and changes nothing. */
    READ_ONLY(EnumSet.of(VIEW));

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    /** What it permits. */
    public Set<Permission> permissions() {
        return permissions;
    }
}
