package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.engine.ledger.TlsState;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * Signs in (RFC 4954). What goes wrong is our trouble and not the recipient's, whatever code the server
 * gives it: {@link NetworkFailure#NOT_AUTHENTICATED}, tried again later.
 *
 * <p>A secret goes only to a server that is proven to be the right one, or that is on this machine, or
 * where the operator said otherwise: encryption alone hides it from listeners, but not from somebody who
 * answers in the server's place.
 */
final class Authentication {

    private static final int GO_ON = 334;

    private final SmtpConnection connection;

    Authentication(SmtpConnection connection) {
        this.connection = connection;
    }

    void signIn(Login login) throws PeerFailure {
        if (!mayTell(login, connection.tlsState(), connection.remote())) {
            throw failure("the server is not proven to be the right one (" + connection.tlsState()
                    + "); the credentials were not sent");
        }
        SmtpReply reply = switch (login) {
            case Login.Password password -> withPassword(password);
            case Login.AccessToken token -> withToken(token);
        };
        if (!reply.isPositive()) {
            throw failure("the server refused our credentials: " + reply.wireText());
        }
    }

    static boolean mayTell(Login login, TlsState tls, InetAddress server) {
        return login.evenUnproven() || tls.verified() || server.isLoopbackAddress();
    }

    private SmtpReply withPassword(Login.Password login) throws PeerFailure {
        Set<String> offered = connection.capabilities().mechanisms();
        if (offered.contains("SCRAM-SHA-256")) {
            return scram(login);
        }
        if (offered.contains("PLAIN")) {
            return ask("AUTH PLAIN "
                    + base64("\0" + login.user() + "\0" + login.secret().get()));
        }
        if (offered.contains("LOGIN")) {
            return byQuestions(login);
        }
        throw failure("none of the ways to sign in that the server offers is ours: " + offered);
    }

    /** LOGIN has no standard; every server asks for the name and then for the password. */
    private SmtpReply byQuestions(Login.Password login) throws PeerFailure {
        SmtpReply reply = ask("AUTH LOGIN");
        if (reply.code() == GO_ON) {
            reply = ask(base64(login.user()));
        }
        return reply.code() == GO_ON ? ask(base64(login.secret().get())) : reply;
    }

    private SmtpReply scram(Login.Password login) throws PeerFailure {
        ScramSha256 scram = ScramSha256.begin(login.user(), login.secret().get());
        SmtpReply challenge = ask("AUTH SCRAM-SHA-256 " + base64(scram.clientFirst()));
        if (challenge.code() != GO_ON) {
            return challenge.isPositive() ? unproven() : challenge;
        }
        ScramSha256.Proof proof;
        try {
            proof = scram.answer(text(challenge));
        } catch (IllegalArgumentException e) {
            throw failure("the server's SCRAM challenge is not one: " + e.getMessage());
        }
        SmtpReply last = ask(base64(proof.clientFinal()));
        if (last.code() != GO_ON) {
            return last.isPositive() ? unproven() : last;
        }
        return proof.proves(text(last)) ? ask("") : unproven();
    }

    /** A server that accepts without proof may not know the password at all (RFC 5802, section 3). */
    private static SmtpReply unproven() throws PeerFailure {
        throw failure("the server did not prove that it knows the password (SCRAM-SHA-256)");
    }

    private SmtpReply withToken(Login.AccessToken login) throws PeerFailure {
        if (!connection.capabilities().mechanisms().contains("XOAUTH2")) {
            throw failure("the server does not offer XOAUTH2");
        }
        String bearer =
                "user=" + login.user() + "\u0001auth=Bearer " + login.secret().get() + "\u0001\u0001";
        SmtpReply reply = ask("AUTH XOAUTH2 " + base64(bearer));
        // The reason comes as a challenge; the empty answer to it brings the refusal.
        return reply.code() == GO_ON ? ask("") : reply;
    }

    private SmtpReply ask(String line) throws PeerFailure {
        return connection.ask(SmtpCommand.AUTH, line);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(SmtpReply challenge) throws PeerFailure {
        try {
            byte[] octets =
                    Base64.getDecoder().decode(challenge.lines().getLast().strip());
            return new String(octets, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new PeerFailure(NetworkFailure.PROTOCOL_ERROR, SmtpCommand.AUTH, "the challenge is not base64");
        }
    }

    private static PeerFailure failure(String detail) {
        return new PeerFailure(NetworkFailure.NOT_AUTHENTICATED, SmtpCommand.AUTH, detail);
    }
}
