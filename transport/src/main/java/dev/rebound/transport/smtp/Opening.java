package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.engine.ledger.TlsState;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections: connect, greeting, EHLO or HELO, TLS, login. Thread-safe. */
final class Opening {

    private final SmtpClientSettings settings;
    private final SmtpClientParts parts;
    private final SSLSocketFactory tls = OpportunisticTls.socketFactory();
    private final Alarm alarm;

    Opening(SmtpClientSettings settings, SmtpClientParts parts, Alarm alarm) {
        this.settings = settings;
        this.parts = parts;
        this.alarm = alarm;
    }

    /** What came of opening. */
    sealed interface Opened {

        /** The server is ready for MAIL. */
        record Ready(SmtpConnection connection) implements Opened {}

        /** The server does not want to talk to us. */
        record Refused(SmtpReply reply, SmtpCommand command, TlsState tls) implements Opened {}

        /** The server did not answer. */
        record Failed(PeerFailure failure) implements Opened {}
    }

    /**
     * Opens a connection.
     *
     * @param host the name under which the server was found
     * @param use whether to begin TLS, and what is asked of it
     */
    Opened open(String host, Way way, TlsUse use) {
        SmtpConnection connection;
        try {
            connection = connect(host, way);
        } catch (PeerFailure e) {
            return new Opened.Failed(e);
        }
        String ourName = way.from().map(SendingPool.Source::heloName).orElse(settings.heloName());
        Opened opened = new Greeting(connection, ourName, use).exchange();
        switch (opened) {
            case Opened.Ready ready -> {}
            case Opened.Refused refused -> connection.close();
            case Opened.Failed failed -> connection.abandon();
        }
        return opened;
    }

    /**
     * Opens a connection on which TLS begins before the server says anything (RFC 8314, section 3.3), to a server that its certificate must
     * prove.
     */
    Opened openInTls(String host, Way way) {
        SmtpConnection connection;
        try {
            connection = connect(host, way);
        } catch (PeerFailure e) {
            return new Opened.Failed(e);
        }
        try {
            connection.startTls(tls, parts.certificates());
            if (!connection.tlsState().verified()) {
                connection.abandon();
                return new Opened.Failed(new PeerFailure(
                        NetworkFailure.TLS_FAILED,
                        SmtpCommand.CONNECT,
                        "the certificate does not prove the server: " + connection.tlsState()));
            }
        } catch (PeerFailure e) {
            connection.abandon();
            return new Opened.Failed(e);
        }
        Opened opened = new Greeting(connection, settings.heloName(), TlsUse.OFF).exchange();
        if (!(opened instanceof Opened.Ready)) {
            connection.abandon();
        }
        return opened;
    }

    private SmtpConnection connect(String host, Way way) throws PeerFailure {
        Socket socket = new Socket();
        try {
            if (way.from().isPresent()) {
                socket.bind(new InetSocketAddress(way.from().get().address(), 0));
            }
            socket.setTcpNoDelay(true);
            socket.connect(way.target(), (int) settings.timeouts().connect().toMillis());
            return new SmtpConnection(socket, host, settings.timeouts(), alarm);
        } catch (IOException e) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                e.addSuppressed(alreadyGone);
            }
            throw notConnected(e, way);
        }
    }

    /** The system tells these apart by their words only. */
    private static PeerFailure notConnected(IOException e, Way way) {
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
        InetSocketAddress target = way.target();
        String from = way.from()
                .map(source -> " from " + source.address().getHostAddress())
                .orElse("");
        String detail = "no connection%s to %s port %d: %s"
                .formatted(from, target.getAddress().getHostAddress(), target.getPort(), said);
        return new PeerFailure(failure, SmtpCommand.CONNECT, detail);
    }

    /** From the server's greeting to the moment it is ready for mail. */
    private final class Greeting {

        private final SmtpConnection connection;
        private final String ourName;
        private final TlsUse use;

        Greeting(SmtpConnection connection, String ourName, TlsUse use) {
            this.connection = connection;
            this.ourName = ourName;
            this.use = use;
        }

        Opened exchange() {
            try {
                SmtpReply greeting = connection.read(SmtpCommand.CONNECT);
                if (!greeting.isPositive()) {
                    return refused(greeting, SmtpCommand.CONNECT);
                }
                SmtpReply hello = hello();
                if (!hello.isPositive()) {
                    return refused(hello, SmtpCommand.EHLO);
                }
                Opened opened = use == TlsUse.OFF ? new Opened.Ready(connection) : encrypt();
                if (opened instanceof Opened.Ready && parts.login().isPresent()) {
                    new Authentication(connection).signIn(parts.login().get());
                }
                return opened;
            } catch (PeerFailure e) {
                return new Opened.Failed(e);
            }
        }

        private Opened refused(SmtpReply reply, SmtpCommand command) throws PeerFailure {
            if (reply.isIntermediate()) {
                throw new PeerFailure(
                        NetworkFailure.PROTOCOL_ERROR,
                        command,
                        "reply " + reply.code() + " does not answer " + command);
            }
            return new Opened.Refused(reply, command, connection.tlsState());
        }

        /** A server that knows no EHLO is greeted as in 1982 (RFC 5321, section 3.2). */
        private SmtpReply hello() throws PeerFailure {
            SmtpReply ehlo = connection.ask(SmtpCommand.EHLO, "EHLO " + ourName);
            if (ehlo.isPositive()) {
                connection.offered(Capabilities.of(ehlo));
                return ehlo;
            }
            connection.offered(Capabilities.NONE);
            return ehlo.isPermanent() ? connection.ask(SmtpCommand.EHLO, "HELO " + ourName) : ehlo;
        }

        /** A server that does not offer TLS, or says no after all, is spoken to in clear if that will do. */
        private Opened encrypt() throws PeerFailure {
            if (!connection.capabilities().startTls()) {
                return inClear("the server does not offer TLS, which is required");
            }
            SmtpReply reply = connection.ask(SmtpCommand.STARTTLS, "STARTTLS");
            if (reply.code() == Transaction.CLOSING) {
                return refused(reply, SmtpCommand.STARTTLS);
            }
            if (!reply.isPositive()) {
                return inClear("the server declined TLS, which is required: " + reply.wireText());
            }
            connection.startTls(tls, parts.certificates());
            if (use == TlsUse.VERIFIED && !connection.tlsState().verified()) {
                throw tlsFailed("the certificate does not prove the server: " + connection.tlsState());
            }
            SmtpReply hello = hello();
            return hello.isPositive() ? new Opened.Ready(connection) : refused(hello, SmtpCommand.EHLO);
        }

        private Opened inClear(String ifRequired) throws PeerFailure {
            if (use.mandatory()) {
                throw tlsFailed(ifRequired);
            }
            return new Opened.Ready(connection);
        }

        private static PeerFailure tlsFailed(String detail) {
            return new PeerFailure(NetworkFailure.TLS_FAILED, SmtpCommand.STARTTLS, detail);
        }
    }
}
