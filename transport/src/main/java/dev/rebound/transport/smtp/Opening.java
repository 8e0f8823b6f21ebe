package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections: connect, greeting, EHLO or HELO, TLS when offered. Thread-safe. */
final class Opening {

    private final SmtpClientSettings settings;
    private final SSLSocketFactory tls;
    private final Alarm alarm;

    Opening(SmtpClientSettings settings, SSLSocketFactory tls, Alarm alarm) {
        this.settings = settings;
        this.tls = tls;
        this.alarm = alarm;
    }

    /** What came of opening. */
    sealed interface Opened {

        /** The server is ready for MAIL. */
        record Ready(SmtpConnection connection) implements Opened {}

        /** The server does not want to talk to us. */
        record Refused(SmtpReply reply, SmtpCommand command, boolean tls) implements Opened {}

        /** The server did not answer. */
        record Failed(PeerFailure failure) implements Opened {}
    }

    /**
     * Opens a connection.
     *
     * @param host the name under which the server was found
     * @param use whether to begin TLS if it is offered
     */
    Opened open(String host, InetSocketAddress address, TlsUse use) {
        SmtpConnection connection;
        try {
            connection = connect(address);
        } catch (PeerFailure e) {
            return new Opened.Failed(e);
        }
        Opened opened = greet(connection, host, use);
        switch (opened) {
            case Opened.Ready ready -> {}
            case Opened.Refused refused -> connection.close();
            case Opened.Failed failed -> connection.abandon();
        }
        return opened;
    }

    private SmtpConnection connect(InetSocketAddress address) throws PeerFailure {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, (int) settings.timeouts().connect().toMillis());
            return new SmtpConnection(socket, settings.timeouts(), alarm);
        } catch (IOException e) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                e.addSuppressed(alreadyGone);
            }
            throw notConnected(e, address);
        }
    }

    /** The system tells these apart by their words only. */
    private static PeerFailure notConnected(IOException e, InetSocketAddress address) {
        String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        NetworkFailure failure;
        if (e instanceof SocketTimeoutException || said.contains("timed out")) {
            failure = NetworkFailure.CONNECTION_TIMED_OUT;
        } else if (e instanceof ConnectException && said.contains("refused")) {
            failure = NetworkFailure.CONNECTION_REFUSED;
        } else if (e instanceof NoRouteToHostException || said.contains("unreachable") || said.contains("no route")) {
            failure = NetworkFailure.UNREACHABLE;
        } else {
            failure = NetworkFailure.CONNECTION_LOST;
        }
        String detail = "no connection to %s port %d: %s"
                .formatted(address.getAddress().getHostAddress(), address.getPort(), said);
        return new PeerFailure(failure, SmtpCommand.CONNECT, detail);
    }

    private Opened greet(SmtpConnection connection, String host, TlsUse use) {
        try {
            SmtpReply greeting = connection.read(SmtpCommand.CONNECT);
            if (!greeting.isPositive()) {
                return refused(connection, greeting, SmtpCommand.CONNECT);
            }
            SmtpReply hello = hello(connection);
            if (!hello.isPositive()) {
                return refused(connection, hello, SmtpCommand.EHLO);
            }
            boolean encrypt =
                    use == TlsUse.OPPORTUNISTIC && connection.capabilities().startTls();
            return encrypt ? encrypt(connection, host) : new Opened.Ready(connection);
        } catch (PeerFailure e) {
            return new Opened.Failed(e);
        }
    }

    private static Opened refused(SmtpConnection connection, SmtpReply reply, SmtpCommand command) throws PeerFailure {
        if (reply.isIntermediate()) {
            throw new PeerFailure(
                    NetworkFailure.PROTOCOL_ERROR, command, "reply " + reply.code() + " does not answer " + command);
        }
        return new Opened.Refused(reply, command, connection.tls());
    }

    /** A server that knows no EHLO is greeted as in 1982 (RFC 5321, section 3.2). */
    private SmtpReply hello(SmtpConnection connection) throws PeerFailure {
        SmtpReply ehlo = connection.ask(SmtpCommand.EHLO, "EHLO " + settings.heloName());
        if (ehlo.isPositive()) {
            connection.offered(Capabilities.of(ehlo));
            return ehlo;
        }
        connection.offered(Capabilities.NONE);
        return ehlo.isPermanent() ? connection.ask(SmtpCommand.EHLO, "HELO " + settings.heloName()) : ehlo;
    }

    /** A server that offers TLS and then says no is spoken to in clear. */
    private Opened encrypt(SmtpConnection connection, String host) throws PeerFailure {
        SmtpReply reply = connection.ask(SmtpCommand.STARTTLS, "STARTTLS");
        if (reply.code() == Transaction.CLOSING) {
            return refused(connection, reply, SmtpCommand.STARTTLS);
        }
        if (!reply.isPositive()) {
            return new Opened.Ready(connection);
        }
        connection.startTls(tls, host);
        SmtpReply hello = hello(connection);
        return hello.isPositive() ? new Opened.Ready(connection) : refused(connection, hello, SmtpCommand.EHLO);
    }
}
