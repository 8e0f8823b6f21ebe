package dev.rebound.server.api;

import java.util.Locale;

/** What can be wrong with a call (RFC 9457, section 3.1.1: the problem type). */
public enum ProblemKind {
    /** The body is no JSON object, or none that can be read within the limits. */
    MALFORMED_BODY(400, "The body cannot be read"),
    /** A query parameter is unknown or out of range. */
    INVALID_PARAMETER(400, "A query parameter is not acceptable"),
    /** The call does not carry a valid key. */
    KEY_MISSING(401, "No valid API key"),
    /** The key is not an operator's. */
    OPERATOR_ONLY(403, "Only for operators"),
    /** The key could be used until a moment that has passed. */
    KEY_EXPIRED(401, "The API key has expired"),
    /** Somebody has revoked the key. */
    KEY_REVOKED(401, "The API key was revoked"),
    /** The key has no scope that permits this. */
    SCOPE_MISSING(403, "The API key lacks a scope"),
    /** There is no such thing in this account. */
    NOT_FOUND(404, "Not found"),
    /** The state of the thing does not allow it. */
    CONFLICT(409, "Not possible in this state"),
    /** The body is larger than this route takes. */
    TOO_LARGE(413, "Too large"),
    /** The body is not of the type this route takes. */
    WRONG_CONTENT_TYPE(415, "Wrong content type"),
    /** The body can be read, and something in it is not acceptable. */
    INVALID_CONTENT(422, "The content is not acceptable"),
    /** Come back later. */
    TOO_MANY(429, "Too much at a time"),
    /** What is kept cannot be read or written now; nothing was changed. */
    UNAVAILABLE(503, "Not available for the moment");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String uri() {
        return "urn:rebound:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
