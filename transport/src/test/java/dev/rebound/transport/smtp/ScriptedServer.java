package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.transport.TestCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;

/**
 * A server on loopback that plays a dialogue written as text, one script a connection:
 *
 * <pre>
 * S: 220 mx.example      says this line
 * C: EHLO out.example    expects exactly this line
 * S! raw\0bytes          says this without a line end; \r \n \0 are escapes
 * C~ AUTH SCRAM-SHA-256  expects a line that begins so
 * C* end of data         takes lines up to the lone dot
 * tls                    begins TLS, as a server; "tls expired" with that test certificate
 * C+ 5                   takes exactly so many octets
 * close                  closes the connection; so does the end of a script, after the client has
 * reset                  closes it with unread data
 * drip                   says one digit every 20 ms until the test is over
 * stall                  says nothing more until the test is over
 * </pre>
 */
final class ScriptedServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int DRIP_MILLIS = 20;

    /** The usual beginning, with PIPELINING. */
    static final String HELLO = """
            S: 220 mx.example ESMTP
            C: EHLO out.example
            S: 250-mx.example
            S: 250 PIPELINING
            """;

    private final ServerSocket listener;
    private final List<String> scripts;
    private final List<String> surprises = new CopyOnWriteArrayList<>();
    /** Of message text. */
    private final AtomicInteger lines = new AtomicInteger();

    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> peers = new CopyOnWriteArrayList<>();
    private final CountDownLatch played;
    private final CountDownLatch over = new CountDownLatch(1);

    ScriptedServer(String... scripts) throws IOException {
        this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.scripts = List.of(scripts);
        this.played = new CountDownLatch(scripts.length);
        Thread.ofVirtual().start(this::acceptAll);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                int number = connections.getAndIncrement();
                peers.add(socket.getInetAddress().getHostAddress());
                if (number < scripts.size()) {
                    Thread.ofVirtual().start(() -> play(socket, scripts.get(number)));
                } else {
                    surprises.add("connection " + (number + 1));
                    socket.close();
                }
            }
        } catch (IOException e) {
            // The listener was closed: the test is over.
            over.countDown();
        }
    }

    private void play(Socket socket, String script) {
        try (socket) {
            Wire wire = new Wire(socket);
            for (String line : script.lines().toList()) {
                if (!step(wire, line)) {
                    return;
                }
            }
            // Wait for the client to go first, so that nothing we said is lost.
            String more = wire.in.readLine();
            if (more != null) {
                surprises.add("after the script: " + more);
            }
        } catch (IOException e) {
            surprises.add(e.toString());
        } finally {
            played.countDown();
        }
    }

    /** False if the connection has ended. */
    private boolean step(Wire wire, String line) throws IOException {
        String verb = line.length() >= 3 ? line.substring(0, 3) : line;
        switch (verb) {
            case "S: " -> wire.say(line.substring(3) + "\r\n");
            case "S! " ->
                wire.say(line.substring(3)
                        .replace("\\r", "\r")
                        .replace("\\n", "\n")
                        .replace("\\0", "\0"));
            case "C: " -> wire.expect(line.substring(3));
            case "C~ " -> wire.expectStart(line.substring(3));
            case "C* " -> wire.skipText();
            case "C+ " -> wire.take(Integer.parseInt(line.substring(3)));
            case "tls" -> wire.startTls(line.equals("tls") ? "mx" : line.substring(4));
            case "clo" -> {
                return false;
            }
            case "res" -> {
                wire.socket.setSoLinger(true, 0);
                return false;
            }
            case "sta" -> await(over, PATIENCE_MILLIS);
            case "dri" -> drip(wire);
            default -> throw new IllegalArgumentException("no such step: " + line);
        }
        return true;
    }

    private void drip(Wire wire) throws IOException {
        while (!await(over, DRIP_MILLIS)) {
            wire.say("2");
        }
    }

    /** One connection, in clear or over TLS. */
    private final class Wire {

        private Socket socket;
        private BufferedReader in;

        Wire(Socket socket) throws IOException {
            socket.setSoTimeout(PATIENCE_MILLIS);
            this.socket = socket;
            this.in = reader(socket);
        }

        private static BufferedReader reader(Socket socket) throws IOException {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void expect(String expected) throws IOException {
            String line = in.readLine();
            if (!expected.equals(line)) {
                surprises.add("expected <" + expected + "> but was <" + line + ">");
                throw new IOException("script left");
            }
        }

        void expectStart(String expected) throws IOException {
            String line = in.readLine();
            if (line == null || !line.startsWith(expected)) {
                surprises.add("expected <" + expected + "...> but was <" + line + ">");
                throw new IOException("script left");
            }
        }

        void skipText() throws IOException {
            for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                lines.incrementAndGet();
            }
        }

        void take(int octets) throws IOException {
            for (int i = 0; i < octets; i++) {
                int next = in.read();
                if (next < 0) {
                    surprises.add("only " + i + " of " + octets + " octets came");
                    return;
                }
            }
        }

        void startTls(String alias) throws IOException {
            SSLSocket secured = (SSLSocket) TestCertificate.context(alias)
                    .getSocketFactory()
                    .createSocket(socket, "client", socket.getPort(), true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            socket = secured;
            in = reader(secured);
        }
    }

    private static boolean await(CountDownLatch latch, int millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** From where the connections came. */
    List<String> peers() {
        return peers;
    }

    int connections() {
        return connections.get();
    }

    /** All scripts were played to their end, and nothing else happened. */
    void assertPlayed() {
        await(played, PATIENCE_MILLIS);
        assertEquals(0, played.getCount(), "scripts not played to the end");
        assertEquals(List.of(), surprises);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
