package dev.rebound.transport.imap;

import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailTrouble.Kind;
import dev.rebound.transport.dns.NameQuestions;
import dev.rebound.transport.dns.NameQuestions.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connects to servers that somebody has named: the name is resolved once, addresses that we must not connect to are left out, and
 * the connection goes to one of the rest; a certificate must be valid for the name. Thread-safe.
 */
public final class MailSockets {

    private static final Duration CONNECT_TIME_MAX = Duration.ofSeconds(10);
    private static final Duration HANDSHAKE_TIME_MAX = Duration.ofSeconds(30);

    private final NameQuestions dns;
    private final SSLSocketFactory tls;

    /**
     * @param dns says where a host is, as far as we may connect there
     */
    public MailSockets(NameQuestions dns, SSLSocketFactory tls) {
        this.dns = dns;
        this.tls = tls;
    }

    /** There is no connection, and why. */
    public static final class NotConnectedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final Kind kind;

        NotConnectedException(Kind kind, String words) {
            super(words);
            this.kind = kind;
        }

        /** What it is. */
        public Kind kind() {
            return kind;
        }
    }

    /** Connects, and begins TLS where it is to be there from the first octet. */
    public Socket connect(MailEndpoint server) throws NotConnectedException {
        Socket plain = plain(server);
        if (server.protection() != Protection.TLS) {
            return plain;
        }
        try {
            return secure(plain, server);
        } catch (NotConnectedException e) {
            close(plain);
            throw e;
        }
    }

    private Socket plain(MailEndpoint server) throws NotConnectedException {
        List<InetAddress> addresses = switch (dns.addresses(server.host())) {
            case Addresses.At(List<InetAddress> at) -> at;
            case Addresses.None(String why) ->
                throw new NotConnectedException(
                        why.contains("must not connect") ? Kind.FORBIDDEN_HOST : Kind.NO_SUCH_HOST, why);
        };
        NotConnectedException last = new NotConnectedException(Kind.NO_SUCH_HOST, server.host());
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.connect(new InetSocketAddress(address, server.port()), (int) CONNECT_TIME_MAX.toMillis());
                return socket;
            } catch (IOException e) {
                close(socket);
                last = notConnected(e, server);
            }
        }
        throw last;
    }

    /** The system tells these apart by their words only. */
    private static NotConnectedException notConnected(IOException e, MailEndpoint server) {
        String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        Kind kind = e instanceof SocketTimeoutException || said.contains("timed out") || said.contains("unreachable")
                ? Kind.BLOCKED_PORT
                : Kind.REFUSED_CONNECTION;
        return new NotConnectedException(kind, server + ": " + said);
    }

    /** Begins TLS on a connection, and makes sure that it is the right server. */
    public SSLSocket secure(Socket plain, MailEndpoint server) throws NotConnectedException {
        try {
            plain.setSoTimeout((int) HANDSHAKE_TIME_MAX.toMillis());
            SSLSocket socket = (SSLSocket) tls.createSocket(plain, server.host(), server.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            throw new NotConnectedException(
                    isAboutCertificate(e) ? Kind.WRONG_CERTIFICATE : Kind.TLS_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isAboutCertificate(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // it is closed either way
        }
    }
}
