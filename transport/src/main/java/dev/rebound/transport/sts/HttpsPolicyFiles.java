package dev.rebound.transport.sts;

import dev.rebound.transport.dns.NameQuestions;
import dev.rebound.transport.dns.NameQuestions.Addresses;
import dev.rebound.transport.http.HttpAnswer;
import dev.rebound.transport.wire.WireReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches {@code https://mta-sts.DOMAIN/.well-known/mta-sts.txt}.
 *
 * <p>A few lines of HTTP/1.1 of our own, because a stranger's DNS says where to connect to, and the JDK's
 * client looks the name up itself, again, after we have checked the address. Here the address checked is
 * the address connected to. Redirects are not followed (RFC 8461, section 3.3), the certificate must be
 * valid for the name, and neither time nor octets are without bound.
 */
final class HttpsPolicyFiles implements PolicyFiles {

    static final int HTTPS_PORT = 443;

    /** For everything from the connection to the last octet; the RFC suggests a minute. */
    private static final Duration TIME_MAX = Duration.ofSeconds(20);
    /** A policy file has some hundred octets; the RFC suggests this limit. */
    private static final int FILE_OCTETS_MAX = 64 * 1024;

    private final NameQuestions dns;
    private final SSLSocketFactory tls;
    private final int port;

    HttpsPolicyFiles(NameQuestions dns) {
        this(dns, (SSLSocketFactory) SSLSocketFactory.getDefault(), HTTPS_PORT);
    }

    HttpsPolicyFiles(NameQuestions dns, SSLSocketFactory tls, int port) {
        this.dns = dns;
        this.tls = tls;
        this.port = port;
    }

    @Override
    public String fetch(String domain) throws IOException {
        String host = "mta-sts." + domain;
        InetAddress address = switch (dns.addresses(host)) {
            case Addresses.At at -> at.addresses().getFirst();
            case Addresses.None(String why) -> throw new UnknownHostException(why);
        };
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, port), (int) TIME_MAX.toMillis());
            plain.setSoTimeout((int) TIME_MAX.toMillis());
            try (SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                socket.getOutputStream().write(request(host));
                WireReader reader = new WireReader(socket);
                reader.allow(TIME_MAX);
                HttpAnswer answer = HttpAnswer.read(reader, FILE_OCTETS_MAX);
                if (answer.status() != 200) {
                    throw new IOException("no policy file there: HTTP " + answer.status());
                }
                if (answer.isCut()) {
                    throw new IOException("policy file is larger than " + FILE_OCTETS_MAX + " octets");
                }
                return answer.body();
            }
        }
    }

    private static byte[] request(String host) {
        return ("GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: " + host
                        + "\r\nAccept: text/plain\r\nUser-Agent: rebound\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
