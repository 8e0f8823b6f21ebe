package dev.rebound.core.token;

/** What came of checking a token. */
public sealed interface TokenCheck {

    /** Ours and in time. */
    record Valid(ReturnPath returnPath) implements TokenCheck {}

    /** Ours, but too old. */
    record Expired(ReturnPath returnPath) implements TokenCheck {}

    /** Not of the form of a token, or not signed by us. */
    record Forged() implements TokenCheck {}
}
