package dev.rebound.server.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server that takes everything, counts it by recipient and subject before it says 250, and takes its time to say so: what is
 * killed meanwhile does not know what became of its message. Thread-safe.
 */
final class CountingSink implements AutoCloseable {

    private static final long ANSWER_MILLIS = 4;
    private static final String SUBJECT = "Subject: ";

    private final ServerSocket listening;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final AtomicInteger messages = new AtomicInteger();

    private CountingSink(ServerSocket listening) {
        this.listening = listening;
    }

    static CountingSink start() throws IOException {
        CountingSink sink = new CountingSink(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(sink::listen);
        return sink;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How many messages were taken, copies too. */
    int messages() {
        return messages.get();
    }

    /** How often each was taken: recipient, slash, subject. */
    Map<String, Integer> taken() {
        return Map.copyOf(taken);
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                OutputStream out = client.getOutputStream()) {
            say(out, "220 sink.example ESMTP");
            List<String> recipients = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("RCPT TO:")) {
                    recipients.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
                } else if (command.startsWith("MAIL") || command.equals("RSET")) {
                    recipients.clear();
                } else if (command.equals("DATA")) {
                    say(out, "354 go ahead");
                    take(in, recipients);
                }
                say(out, command.startsWith("EHLO") ? "250-sink.example\r\n250 PIPELINING" : "250 2.0.0 ok");
            }
        } catch (IOException | InterruptedException gone) {
            // Killed in the middle of something.
        }
    }

    /** Nothing is taken of a message that breaks off. */
    private void take(BufferedReader in, List<String> recipients) throws IOException, InterruptedException {
        String subject = "";
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("the message breaks off");
            }
            subject = line.startsWith(SUBJECT) ? line.substring(SUBJECT.length()) : subject;
        }
        for (String recipient : recipients) {
            taken.merge(recipient + "/" + subject, 1, Integer::sum);
        }
        messages.incrementAndGet();
        TimeUnit.MILLISECONDS.sleep(ANSWER_MILLIS);
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
