package dev.rebound.transport.smtp;

import java.util.function.Supplier;

/**
 * How we sign in to a relay. Its secret is asked for at each login, so that a file with a new one is
 * enough to change it; neither form shows it in its text.
 */
public sealed interface Login {

    String user();

    /**
     * Whether the secret may go to a server that is not proven to be the right one. A server on loopback
     * always gets it.
     */
    boolean evenUnproven();

    /** SCRAM-SHA-256 (RFC 7677) if it is offered, else PLAIN (RFC 4616), else LOGIN. */
    record Password(String user, Supplier<String> secret, boolean evenUnproven) implements Login {}

    /** XOAUTH2, with an access token that somebody else renews. */
    record AccessToken(String user, Supplier<String> secret, boolean evenUnproven) implements Login {}
}
