package dev.rebound.bench.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One connection that sends message after message, the same way to whoever listens: envelope and DATA pipelined, then
 * the text, then it waits for the answer. Not thread-safe.
 */
final class SmtpSender implements AutoCloseable {

    private static final byte[] END_OF_DATA = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    SmtpSender(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        out = socket.getOutputStream();
        expect("220");
        say("EHLO sender.example\r\n");
        expect("250");
    }

    /** Sends one and returns once it is answered 250. */
    void send(String recipient, byte[] content) throws IOException {
        say("MAIL FROM:<>\r\nRCPT TO:<" + recipient + ">\r\nDATA\r\n");
        expect("250");
        expect("250");
        expect("354");
        byte[] whole = new byte[content.length + END_OF_DATA.length];
        System.arraycopy(content, 0, whole, 0, content.length);
        System.arraycopy(END_OF_DATA, 0, whole, content.length, END_OF_DATA.length);
        out.write(whole);
        expect("250");
    }

    private void say(String lines) throws IOException {
        out.write(lines.getBytes(StandardCharsets.US_ASCII));
    }

    private void expect(String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("expected " + code + ", the server said: " + line);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
