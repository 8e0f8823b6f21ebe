package dev.rebound.server.web;

/** Who may use a route. Every route says so, and {@link Gate} alone checks it. */
public enum Access {
    /** Anybody. */
    PUBLIC,
    /**
     * Whoever holds the signed link, which the handler checks. There is no session to protect, so no CSRF
     * token is asked for either: mail programs post here for their users (RFC 8058).
     */
    SIGNED_LINK,
    /** Who has signed in. */
    SIGNED_IN,
    /** Who works in the account of the path, {@code /a/{account}/...}; for others there is no such page. */
    ACCOUNT,
    /** Operators. */
    OPERATOR,
    /** A program with a valid API key; the account is the key's. */
    API_KEY,
    /** A program with an operator's API key. */
    API_OPERATOR
}
