package dev.rebound.server.web;

import dev.rebound.engine.account.Permission;
import java.util.Optional;

/**
 * Who may use a route: by which door they come in, and what they must be permitted once inside. Every route says so,
 * and {@link Gate} alone checks it.
 */
public record Access(Door door, Optional<Permission> permission) {

    /** Anybody. */
    public static final Access PUBLIC = new Access(Door.OPEN, Optional.empty());
    /**
     * Whoever holds the signed link, which the handler checks. There is no session to protect, so no CSRF
     * token is asked for either: mail programs post here for their users (RFC 8058).
     */
    public static final Access SIGNED_LINK = new Access(Door.LINK, Optional.empty());
    /** Who has signed in, whatever they may do in whichever account. */
    public static final Access SIGNED_IN = new Access(Door.SESSION, Optional.empty());
    /** Who has signed in, even with a password that has to be changed before anything else. */
    public static final Access PASSWORD_CHANGE = new Access(Door.PASSWORD_CHANGE, Optional.empty());
    /** Operators, on pages. */
    public static final Access OPERATOR = new Access(Door.SESSION, Optional.of(Permission.INSTALLATION));
    /** A program with a valid API key, whatever its scopes. */
    public static final Access ANY_KEY = new Access(Door.KEY, Optional.empty());

    /** How somebody comes in. */
    enum Door {
        OPEN,
        LINK,
        SESSION,
        PASSWORD_CHANGE,
        /** A session, and the account of the path {@code /a/{account}/...}; for others there is no such page. */
        ACCOUNT,
        /** An API key; the account is the key's. */
        KEY
    }

    /** A page of the account in the path, for those whose role permits this. */
    public static Access to(Permission permission) {
        return new Access(Door.ACCOUNT, Optional.of(permission));
    }

    /** A route of the REST API, for keys that have a scope which permits this. */
    public static Access key(Permission permission) {
        return new Access(Door.KEY, Optional.of(permission));
    }
}
