package dev.rebound.engine.account;

import static dev.rebound.engine.account.Permission.AUDIT;
import static dev.rebound.engine.account.Permission.EMAILS;
import static dev.rebound.engine.account.Permission.EXPORT;
import static dev.rebound.engine.account.Permission.RAW_REPORTS;
import static dev.rebound.engine.account.Permission.STEER;
import static dev.rebound.engine.account.Permission.SUBMIT;
import static dev.rebound.engine.account.Permission.VIEW;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What an API key may be used for; a key has one or more. The table of permissions for programs. */
public enum KeyScope {
    /** To hand mail over by SMTP, and nothing else: what a program that only sends should have. */
    SUBMISSION(EnumSet.of(SUBMIT)),
    /** To read everything of the account. */
    READ(EnumSet.of(VIEW, EXPORT, RAW_REPORTS, AUDIT)),
    /** To write emails, send them, and steer what is being sent; by SMTP too. */
    SEND(EnumSet.of(EMAILS, Permission.SEND, STEER, SUBMIT)),
    /** To add, import and change contacts. */
    CONTACTS(EnumSet.of(Permission.CONTACTS)),
    /** To connect inboxes and to write one-to-one emails. */
    ONE_TO_ONE(EnumSet.of(Permission.INBOXES, Permission.ONE_TO_ONE)),
    /** To lift and import suppressions, and to change what a bounce does. */
    SUPPRESSIONS(EnumSet.of(Permission.SUPPRESSIONS, Permission.POLICY)),
    /** To manage webhooks. */
    WEBHOOKS(EnumSet.of(Permission.WEBHOOKS)),
    /** To manage people and API keys. */
    PEOPLE(EnumSet.of(Permission.PEOPLE, Permission.KEYS)),
    /** What concerns the installation; by itself nothing of the account. */
    OPERATOR(EnumSet.of(Permission.INSTALLATION));

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final Set<Permission> permissions;

    KeyScope(Set<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    /** What it permits. */
    public Set<Permission> permissions() {
        return permissions;
    }

    /** Everything there is in one account. */
    public static Set<KeyScope> wholeAccount() {
        return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(OPERATOR)));
    }

    /** The scope that permits this. */
    public static KeyScope thatPermits(Permission permission) {
        return switch (permission) {
            case VIEW, EXPORT, RAW_REPORTS, AUDIT -> READ;
            case EMAILS, SEND, STEER -> SEND;
            case SUBMIT -> SUBMISSION;
            case CONTACTS -> CONTACTS;
            case INBOXES, ONE_TO_ONE -> ONE_TO_ONE;
            case SUPPRESSIONS, POLICY -> SUPPRESSIONS;
            case WEBHOOKS -> WEBHOOKS;
            case PEOPLE, KEYS -> PEOPLE;
            case INSTALLATION -> OPERATOR;
        };
    }
}
