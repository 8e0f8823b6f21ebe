package dev.rebound.cli.serve;

import dev.rebound.server.demo.Demo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program that hands over one mail after the other, and remembers each that was answered 250, until it is cut off. */
final class SubmittingProgram implements Runnable {

    private final int port;
    private final String name;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();

    SubmittingProgram(int port, String name) {
        this.port = port;
        this.name = name;
    }

    /** Message-IDs of the mails that were answered 250. */
    List<String> acknowledged() {
        return acknowledged;
    }

    @Override
    public void run() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String login = "\0" + "1" + "\0" + Demo.SUBMISSION_KEY;
            reply(in);
            ask(socket, in, "EHLO program.example\r\n");
            ask(
                    socket,
                    in,
                    "AUTH PLAIN " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.US_ASCII))
                            + "\r\n");
            for (int i = 0; ; i++) {
                String headerId = "<" + name + "." + i + "@program.example>";
                ask(socket, in, "MAIL FROM:<shop@fernhill.example>\r\n");
                ask(socket, in, "RCPT TO:<" + name + i + "@nobody.example>\r\n");
                ask(socket, in, "DATA\r\n");
                String answer = ask(
                        socket,
                        in,
                        "From: shop@fernhill.example\r\nMessage-ID: " + headerId + "\r\n\r\nOrder " + i + "\r\n.\r\n");
                if (answer.startsWith("250 ")) {
                    acknowledged.add(headerId);
                }
            }
        } catch (IOException cutOff) {
            // That is how it ends: the server is killed.
        }
    }

    private static String ask(Socket socket, BufferedReader in, String said) throws IOException {
        socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
        return reply(in);
    }

    private static String reply(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("the server has gone");
        }
        return line;
    }
}
