package dev.rebound.transport.sts;

import dev.rebound.transport.dns.NameQuestions;
import dev.rebound.transport.dns.NameQuestions.Addresses;
import dev.rebound.transport.wire.WireReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
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

    private static final int HEAD_OCTETS_MAX = 32 * 1024;

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
                return new Response(reader).body();
            }
        }
    }

    private static byte[] request(String host) {
        return ("GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: " + host
                        + "\r\nAccept: text/plain\r\nUser-Agent: rebound\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** One answer of an HTTP server (RFC 9112), as far as a small text file needs it. */
    private static final class Response {

        private final WireReader in;
        private int headOctets;
        private long length = -1;
        private boolean chunked;

        Response(WireReader in) {
            this.in = in;
        }

        String body() throws IOException {
            String status = line();
            if (!status.matches("HTTP/1\\.[01] 200( .*)?")) {
                throw new IOException("no policy file there: " + status);
            }
            for (String field = line(); !field.isEmpty(); field = line()) {
                note(field.toLowerCase(Locale.ROOT));
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            if (chunked) {
                for (int size = chunkSize(); size > 0; size = chunkSize()) {
                    copy(size, body);
                    line();
                }
            } else {
                copy(length < 0 ? Long.MAX_VALUE : length, body);
            }
            return body.toString(StandardCharsets.UTF_8);
        }

        private void note(String field) throws IOException {
            int colon = field.indexOf(':');
            String name = colon < 0 ? "" : field.substring(0, colon);
            String value = field.substring(colon + 1).strip();
            switch (name) {
                case "transfer-encoding" -> chunked = value.endsWith("chunked");
                case "content-length" -> {
                    if (!value.matches("[0-9]{1,10}")) {
                        throw new IOException("content length is no number");
                    }
                    length = Long.parseLong(value);
                }
                default -> {}
            }
        }

        private int chunkSize() throws IOException {
            String size = line().split(";", 2)[0].strip();
            if (!size.matches("[0-9A-Fa-f]{1,6}")) {
                throw new IOException("chunk size is no number");
            }
            return Integer.parseInt(size, 16);
        }

        private void copy(long octets, ByteArrayOutputStream body) throws IOException {
            for (long i = 0; i < octets; i++) {
                int next = in.read();
                if (next < 0) {
                    if (octets == Long.MAX_VALUE) {
                        return;
                    }
                    throw new IOException("policy file is cut off");
                }
                if (body.size() == FILE_OCTETS_MAX) {
                    throw new IOException("policy file is larger than " + FILE_OCTETS_MAX + " octets");
                }
                body.write(next);
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0 || ++headOctets > HEAD_OCTETS_MAX) {
                    throw new IOException("the answer is cut off, or does not end");
                }
                line.append((char) next);
            }
            return line.toString().stripTrailing();
        }
    }
}
