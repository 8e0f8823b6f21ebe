package dev.rebound.transport.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.transport.TestCertificate;
import dev.rebound.transport.dns.NameQuestions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Against a server on loopback that answers every connection with the same text. */
class HttpsPolicyFilesTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    private static final class ToLoopback implements NameQuestions {

        @Override
        public Texts texts(String name) {
            return new Texts.None();
        }

        @Override
        public Addresses addresses(String host) {
            return host.contains("inside")
                    ? new Addresses.None(host + " is where we must not connect to")
                    : new Addresses.At(List.of(InetAddress.getLoopbackAddress()));
        }
    }

    private final CompletableFuture<String> asked = new CompletableFuture<>();

    private String fetch(String certificate, String domain, String answer) throws IOException {
        try (ServerSocket listener = TestCertificate.context(certificate)
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(listener, answer));
            return new HttpsPolicyFiles(
                            new ToLoopback(), TestCertificate.context().getSocketFactory(), listener.getLocalPort())
                    .fetch(domain);
        }
    }

    private void serve(ServerSocket listener, String answer) {
        try (Socket socket = listener.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            StringBuilder request = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                request.append(line).append('\n');
            }
            asked.complete(request.toString());
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            asked.complete(e.toString());
        }
    }

    private String fetch(String answer) throws IOException {
        return fetch("mx", "example", answer);
    }

    @Test
    void theFileIsAskedForByTheNameOfThePolicyHost() throws Exception {
        assertEquals("mode: none\n", fetch(OK + "Content-Length: 11\r\n\r\nmode: none\nand more"));
        assertTrue(asked.get().startsWith("GET /.well-known/mta-sts.txt HTTP/1.1\nHost: mta-sts.example\n"));
    }

    @Test
    void aFileInChunksOrUpToTheEndIsReadToo() throws Exception {
        assertEquals(
                "mode: none\n",
                fetch(OK + "Transfer-Encoding: chunked\r\n\r\n4\r\nmode\r\n7;x=y\r\n: none\n\r\n0\r\n\r\n"));
        assertEquals("mode: none\n", fetch(OK + "\r\nmode: none\n"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        assertThrows(IOException.class, () -> fetch("HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\n\r\n"));
    }

    @Test
    void anythingButAWholeFileIsNone() {
        assertThrows(IOException.class, () -> fetch("HTTP/1.1 404 Not Found\r\n\r\n"));
        assertThrows(IOException.class, () -> fetch("220 mx.example ESMTP\r\n"));
        assertThrows(IOException.class, () -> fetch(OK + "Content-Length: 100\r\n\r\nmode"));
        assertThrows(IOException.class, () -> fetch(OK + "Content-Length: -5\r\n\r\nmode"));
        assertThrows(IOException.class, () -> fetch(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"));
        assertThrows(IOException.class, () -> fetch(OK));
    }

    @Test
    void aFileOrAHeadWithoutEndIsCutOff() {
        assertThrows(IOException.class, () -> fetch(OK + "\r\n" + "x".repeat(70_000)));
        assertThrows(IOException.class, () -> fetch(OK + "X: " + "x".repeat(40_000) + "\r\n\r\n"));
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        assertThrows(SSLException.class, () -> fetch("other", "example", OK + "\r\nmode: none\n"));
    }

    @Test
    void anAddressWhereWeMustNotGoIsNotConnectedTo() {
        assertThrows(UnknownHostException.class, () -> fetch("mx", "inside.example", OK));
    }
}
