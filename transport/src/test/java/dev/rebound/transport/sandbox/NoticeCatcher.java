package dev.rebound.transport.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server that takes returned mail and keeps it, after refusing as often as it is told to. */
final class NoticeCatcher implements AutoCloseable {

    private static final long WAIT_SECONDS = 15;

    /** What came: envelope and bytes. */
    record Caught(String mailFrom, String rcptTo, String content) {}

    private final ServerSocket socket;
    private final BlockingQueue<Caught> caught = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
    private final Deque<String> refusals = new ConcurrentLinkedDeque<>();

    NoticeCatcher() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }

    /** The next RCPT is answered so. */
    void refuseNext(String reply) {
        refusals.add(reply);
    }

    /** The next notice; empty if none comes for some seconds. */
    Optional<Caught> next() throws InterruptedException {
        return Optional.ofNullable(caught.poll(WAIT_SECONDS, TimeUnit.SECONDS));
    }

    /** Waits until a RCPT has been refused. */
    Optional<String> nextRefused() throws InterruptedException {
        return Optional.ofNullable(refused.poll(WAIT_SECONDS, TimeUnit.SECONDS));
    }

    boolean isEmpty() {
        return caught.isEmpty();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = client.getOutputStream();
            say(out, "220 catcher");
            String from = "";
            String to = "";
            for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
                if (line.startsWith("MAIL")) {
                    from = line.substring("MAIL FROM:".length());
                } else if (line.startsWith("RCPT")) {
                    to = line.substring("RCPT TO:".length());
                    String refusal = refusals.poll();
                    if (refusal != null) {
                        say(out, refusal);
                        refused.add(to);
                        continue;
                    }
                } else if (line.equals("DATA")) {
                    say(out, "354 go on");
                    caught.add(new Caught(from, to, content(in)));
                }
                say(out, "250 Ok");
            }
        } catch (SocketException hungUp) {
            // A client may hang up whenever it likes.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(BufferedReader in) throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return content.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
