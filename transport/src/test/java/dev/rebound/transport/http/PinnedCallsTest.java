package dev.rebound.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.webhook.WebhookCalls.Answer;
import dev.rebound.transport.TestCertificate;
import dev.rebound.transport.dns.NameQuestions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server on loopback that answers every connection with the same text. */
class PinnedCallsTest {

    private static final byte[] BODY = "{\"é\":1}".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> HEADERS = Map.of("Rebound-Delivery", "7-1-2");

    private final AtomicInteger asked = new AtomicInteger();
    private final CompletableFuture<String> request = new CompletableFuture<>();

    private static final class ToLoopback implements NameQuestions {

        @Override
        public Texts texts(String name) {
            return new Texts.None();
        }

        @Override
        public Addresses addresses(String host) {
            return host.equals("mx.example")
                    ? new Addresses.At(List.of(InetAddress.getLoopbackAddress()))
                    : new Addresses.None(host + " is where we must not connect to");
        }
    }

    private Answer post(String scheme, ServerSocket listener, String path, String answer) {
        Thread.ofVirtual().start(() -> serve(listener, answer));
        return calls().post(URI.create(scheme + "://mx.example:" + listener.getLocalPort() + path), HEADERS, BODY);
    }

    private static PinnedCalls calls() {
        return new PinnedCalls(new ToLoopback(), TestCertificate.context().getSocketFactory(), Duration.ofMillis(500));
    }

    private Answer post(String path, String answer) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            return post("http", listener, path, answer);
        }
    }

    private Answer postSecurely(String certificate) throws IOException {
        try (ServerSocket listener = TestCertificate.context(certificate)
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            return post("https", listener, "/hook", "HTTP/1.1 204 No Content\r\n\r\n");
        }
    }

    private void serve(ServerSocket listener, String answer) {
        try {
            while (true) {
                Socket socket = listener.accept();
                asked.incrementAndGet();
                InputStream in = socket.getInputStream();
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                while (!all.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n" + text(BODY))) {
                    all.write(in.readNBytes(1));
                }
                request.complete(all.toString(StandardCharsets.UTF_8));
                if (!answer.isEmpty()) {
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    socket.close();
                }
            }
        } catch (IOException e) {
            request.complete(e.toString());
        }
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    @Test
    void theBodyIsPostedAsItIs() throws Exception {
        Answer answer = post("/hook?x=1", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

        assertEquals(new Answer.Replied(200), answer);
        assertTrue(request.get().startsWith("POST /hook?x=1 HTTP/1.1\r\nHost: mx.example:"), request.get());
        assertTrue(request.get().contains("\r\nContent-Length: 8\r\n"), request.get());
        assertTrue(request.get().contains("\r\nRebound-Delivery: 7-1-2\r\n"), request.get());
    }

    @Test
    void anAnswerWithoutABodyIsEnough() throws IOException {
        assertEquals(new Answer.Replied(204), post("/", "HTTP/1.1 204 No Content\r\n\r\n"));
    }

    @Test
    void whatComesBeforeTheAnswerIsPassedOver() throws IOException {
        assertEquals(
                new Answer.Replied(202),
                post("/", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"));
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws IOException {
        Answer answer = post("/", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n");

        assertEquals(new Answer.Replied(302), answer);
        assertFalse(((Answer.Replied) answer).isTaken());
        assertEquals(1, asked.get());
    }

    @Test
    void anEndlessAnswerIsCutOff() throws IOException {
        assertEquals(new Answer.Replied(200), post("/", "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1_000_000)));
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        Answer.Unreached answer = assertInstanceOf(Answer.Unreached.class, post("/", ""));
        assertTrue(answer.why().startsWith("mx.example did not answer"), answer.why());
    }

    @Test
    void whatIsNoHttpIsSaidToBeNone() throws IOException {
        Answer.Unreached answer = assertInstanceOf(Answer.Unreached.class, post("/", "220 mail.example ESMTP\r\n"));
        assertTrue(answer.why().contains("does not speak HTTP/1.1"), answer.why());
    }

    @Test
    void anAddressWeMustNotConnectToIsNotConnectedTo() {
        Answer answer = calls().post(URI.create("http://inside.example/"), HEADERS, BODY);

        assertEquals(new Answer.Unreached("inside.example is where we must not connect to"), answer);
    }

    @Test
    void aClosedPortIsSaidToBeClosed() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertEquals(
                new Answer.Unreached("mx.example took no connection"),
                calls().post(URI.create("http://mx.example:" + port + "/"), HEADERS, BODY));
    }

    @Test
    void aCertificateForTheNameIsEnough() throws IOException {
        assertEquals(new Answer.Replied(204), postSecurely("mx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other"})
    void anotherCertificateIsRefusedBeforeAnythingIsSaid(String certificate) throws IOException {
        Answer.Unreached answer = assertInstanceOf(Answer.Unreached.class, postSecurely(certificate));
        assertTrue(answer.why().startsWith("no secure connection to mx.example"), answer.why());
    }
}
