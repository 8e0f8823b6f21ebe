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
 * Calls webhooks, and asks servers that strangers name. A name is resolved once, addresses that we must not connect to are left out, and the connection goes to
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
            return new Answer.Replied(
                    call("POST", url, headers, body, ANSWER_OCTETS_MAX).status());
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

    /**
     * What is at an address.
     *
     * @param octetsMax most of it; more is an error
     * @throws IOException if it cannot be had, or the answer is not 200
     */
    public String get(URI url, int octetsMax) throws IOException {
        HttpAnswer answer = call("GET", url, Map.of(), new byte[0], octetsMax);
        if (answer.status() != 200 || answer.isCut()) {
            throw new IOException(url.getHost() + " answered HTTP " + answer.status()
                    + (answer.isCut() ? " and more than " + octetsMax + " octets" : ""));
        }
        return answer.body();
    }

    /**
     * Calls an address and reads what it answers.
     *
     * @param octetsMax of the answer's body
     * @throws IOException if it was not reached, or did not answer
     */
    public HttpAnswer call(String method, URI url, Map<String, String> headers, byte[] body, int octetsMax)
            throws IOException {
        return connectedTo(url, socket -> exchange(socket, new Request(method, url, headers, body), octetsMax));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Request(String method, URI url, Map<String, String> headers, byte[] body) {}

    private interface Exchange {
        HttpAnswer with(Socket socket) throws IOException;
    }

    private HttpAnswer connectedTo(URI url, Exchange exchange) throws IOException {
        boolean secure = HTTPS.equalsIgnoreCase(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
        try (Socket plain = connect(url.getHost(), port)) {
            plain.setSoTimeout((int) timeMax.toMillis());
            if (!secure) {
                return exchange.with(plain);
            }
            try (SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.getHost(), port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return exchange.with(socket);
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

    private HttpAnswer exchange(Socket socket, Request request, int octetsMax) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(head(request).getBytes(StandardCharsets.US_ASCII));
        out.write(request.body());
        out.flush();
        WireReader reader = new WireReader(socket);
        reader.allow(timeMax);
        return HttpAnswer.read(reader, octetsMax);
    }

    private static String head(Request request) {
        URI url = request.url();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String port = url.getPort() > 0 ? ":" + url.getPort() : "";
        StringBuilder head = new StringBuilder(request.method() + " " + path + query + " HTTP/1.1\r\nHost: "
                + url.getHost().toLowerCase(Locale.ROOT) + port
                + "\r\nUser-Agent: rebound\r\nConnection: close\r\nContent-Length: " + request.body().length + "\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }
}
