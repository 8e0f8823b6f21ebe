package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.engine.delivery.NetworkFailure;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;

/** A dialogue ended without the reply we waited for; never leaves this package. */
final class PeerFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final NetworkFailure failure;
    private final SmtpCommand command;

    PeerFailure(NetworkFailure failure, SmtpCommand command, String detail) {
        super(detail);
        this.failure = failure;
        this.command = command;
    }

    private PeerFailure(NetworkFailure failure, SmtpCommand command, String detail, IOException cause) {
        super(detail, cause);
        this.failure = failure;
        this.command = command;
    }

    /** Reads what went wrong while we waited for the answer to a command. */
    static PeerFailure of(IOException e, SmtpCommand command) {
        NetworkFailure failure = switch (e) {
            case SocketTimeoutException timeout -> NetworkFailure.REPLY_TIMED_OUT;
            case ProtocolException garbage -> NetworkFailure.PROTOCOL_ERROR;
            case SSLException tls -> NetworkFailure.TLS_FAILED;
            default -> NetworkFailure.CONNECTION_LOST;
        };
        String detail = switch (failure) {
            case REPLY_TIMED_OUT -> "no complete reply to " + command + " in time";
            case PROTOCOL_ERROR -> "what came instead of a reply to " + command + ": " + e.getMessage();
            case TLS_FAILED -> "TLS failed at " + command + ": " + e.getMessage();
            default -> "connection lost while waiting for the reply to " + command;
        };
        return new PeerFailure(failure, command, detail, e);
    }

    NetworkFailure failure() {
        return failure;
    }

    SmtpCommand command() {
        return command;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
