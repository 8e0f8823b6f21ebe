package dev.rebound.transport.sandbox;

import dev.rebound.core.smtp.SmtpReply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An SMTP client that says exactly what the test tells it to. */
public final class SmtpClientByHand implements AutoCloseable {

    /** Longer than the longest stall of the standard script. */
    private static final int TIMEOUT_MILLIS = 20_000;

    private Socket socket;
    private BufferedReader in;
    private OutputStream out;

    public SmtpClientByHand(InetAddress server, int port) throws IOException {
        this.socket = new Socket(server, port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        attach();
    }

    private void attach() throws IOException {
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = socket.getOutputStream();
    }

    /** The next reply; empty if the server hung up. */
    public Optional<SmtpReply> reply() throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            String line;
            try {
                line = in.readLine();
            } catch (SocketException reset) {
                line = null;
            }
            if (line == null) {
                return Optional.empty();
            }
            lines.add(line);
        } while (lines.getLast().length() > 3 && lines.getLast().charAt(3) == '-');
        return SmtpReply.parse(String.join("\n", lines));
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public Optional<SmtpReply> ask(String line) throws IOException {
        send(line + "\r\n");
        return reply();
    }

    /** Goes on over TLS, believing any certificate. */
    public SSLSocket encrypt(SSLContext trusting) throws IOException {
        SSLSocket encrypted = (SSLSocket) trusting.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        encrypted.startHandshake();
        socket = encrypted;
        attach();
        return encrypted;
    }

    /**
     * Sends one message as a careful client would.
     *
     * @return the reply that decided; empty if there was none
     */
    public Optional<SmtpReply> deliver(String returnPath, String recipient, String message) throws IOException {
        Optional<SmtpReply> reply = reply();
        List<String> commands =
                List.of("EHLO sender.example", "MAIL FROM:<" + returnPath + ">", "RCPT TO:<" + recipient + ">", "DATA");
        for (String command : commands) {
            if (reply.isEmpty() || reply.get().code() >= 400) {
                return reply;
            }
            reply = ask(command);
        }
        if (reply.isEmpty() || reply.get().code() >= 400) {
            return reply;
        }
        send(message.replace("\r\n.", "\r\n.."));
        return ask(".");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
