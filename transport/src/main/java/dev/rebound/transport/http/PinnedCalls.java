package dev.rebound.transport.http;

import dev.rebound.engine.webhook.WebhookCalls;
import dev.rebound.transport.dns.NameQuestions;
import dev.rebound.transport.dns.NameQuestions.Addresses;
import dev.rebound.transport.wire.WireReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Calls webhooks. A name is resolved once, addresses that we must not connect to are left out, and the connection goes to
 * one of the rest; a certificate must be valid for the name; redirects are not followed; neither time nor octets are
 * without bound. Thread-safe.
 */
public final class PinnedCalls implements WebhookCalls {

    /** For everything from the first connection to the last octet. */
    public static final Duration TIME_MAX = Duration.ofSeconds(15);

    private static final Duration CONNECT_TIME_MAX = Duration.ofSeconds(5);
    /** Of an answer nothing counts but its status. */
    private static final int ANSWER_OCTETS_MAX = 1_024;

    private static final String HTTPS = "https";

    private final NameQuestions dns;
    private final SSLSocketFactory tls;
    private final Duration timeMax;

    public PinnedCalls(NameQuestions dns) {
        this(dns, (SSLSocketFactory) SSLSocketFactory.getDefault(), TIME_MAX);
    }

    PinnedCalls(NameQuestions dns, SSLSocketFactory tls, Duration timeMax) {
        this.dns = dns;
        this.tls = tls;
        this.timeMax = timeMax;
    }

    @Override
    public Answer post(URI url, Map<String, String> headers, byte[] body) {
        try {
            return new Answer.Replied(status(url, headers, body));
        } catch (SocketTimeoutException e) {
            return new Answer.Unreached(url.getHost() + " did not answer within " + timeMax.toSeconds() + " s");
        } catch (UnknownHostException e) {
            return new Answer.Unreached(String.valueOf(e.getMessage()));
        } catch (ConnectException e) {
            return new Answer.Unreached(url.getHost() + " took no connection");
        } catch (SSLException e) {
            return new Answer.Unreached("no secure connection to " + url.getHost() + ": " + e.getMessage());
        } catch (IOException e) {
            return new Answer.Unreached(url.getHost() + ": " + e.getMessage());
        }
    }

    private int status(URI url, Map<String, String> headers, byte[] body) throws IOException {
        boolean secure = HTTPS.equalsIgnoreCase(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
        try (Socket plain = connect(url.getHost(), port)) {
            plain.setSoTimeout((int) timeMax.toMillis());
            if (!secure) {
                return exchange(plain, url, headers, body);
            }
            try (SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.getHost(), port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return exchange(socket, url, headers, body);
            }
        }
    }

    private Socket connect(String host, int port) throws IOException {
        List<InetAddress> addresses = switch (dns.addresses(host)) {
            case Addresses.At(List<InetAddress> at) -> at;
            case Addresses.None(String why) -> throw new UnknownHostException(why);
        };
        IOException last = new ConnectException(host);
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), (int) CONNECT_TIME_MAX.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    private int exchange(Socket socket, URI url, Map<String, String> headers, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(head(url, headers, body.length).getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        WireReader reader = new WireReader(socket);
        reader.allow(timeMax);
        return HttpAnswer.read(reader, ANSWER_OCTETS_MAX).status();
    }

    private static String head(URI url, Map<String, String> headers, int length) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String port = url.getPort() > 0 ? ":" + url.getPort() : "";
        StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\nHost: "
                + url.getHost().toLowerCase(Locale.ROOT) + port
                + "\r\nUser-Agent: rebound\r\nConnection: close\r\nContent-Length: " + length + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }
}
