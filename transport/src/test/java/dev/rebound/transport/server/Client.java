package dev.rebound.transport.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that says exactly what a test tells it to, line ends included. */
final class Client implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private Socket socket;
    private BufferedReader in;

    Client(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = reader(socket);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Past the greeting and EHLO. */
    static Client greeted(InetSocketAddress server) throws IOException {
        Client client = new Client(server);
        client.reply();
        client.ask("EHLO peer.example\r\n");
        return client;
    }

    void say(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** The next complete reply, lines joined by a line feed; "closed" if the server hung up. */
    String reply() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return String.join("\n", lines);
            }
        }
        return "closed";
    }

    String ask(String bytes) throws IOException {
        say(bytes);
        return reply();
    }

    /** All replies up to the end of the connection. */
    List<String> repliesToEnd() throws IOException {
        List<String> replies = new ArrayList<>();
        for (String reply = reply(); !reply.equals("closed"); reply = reply()) {
            replies.add(reply);
        }
        return replies;
    }

    /** Continues inside TLS, whoever the server says it is: the caller's context decides. */
    void startTls(SSLContext context) throws IOException {
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        secured.startHandshake();
        socket = secured;
        in = reader(secured);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
