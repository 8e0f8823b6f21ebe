package dev.rebound.transport.sandbox.mail;

import dev.rebound.core.smtp.SmtpReply;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection under a dialogue. Holds replies back while a pipelining client's commands are waiting. */
final class SessionWire {

    /** A client that says nothing for so long is dropped; real time. */
    static final Duration IDLE_MAX = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(SessionWire.class);

    private Socket socket;
    private SessionInput in;
    private OutputStream out;

    SessionWire(Socket socket) throws IOException {
        socket.setSoTimeout((int) IDLE_MAX.toMillis());
        socket.setTcpNoDelay(true);
        this.socket = socket;
        this.in = new SessionInput(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    boolean isEncrypted() {
        return socket instanceof SSLSocket;
    }

    Optional<String> command() throws IOException {
        if (!in.hasMore()) {
            out.flush();
        }
        return in.command();
    }

    Content content(int bytesMax) throws IOException {
        out.flush();
        return in.content(bytesMax);
    }

    /** Always true: the dialogue goes on. */
    boolean reply(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return flushedUnlessMore();
    }

    /** Always true: the dialogue goes on. */
    boolean reply(SmtpReply reply) throws IOException {
        out.write((reply.wireText().replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
        return flushedUnlessMore();
    }

    private boolean flushedUnlessMore() throws IOException {
        if (!in.hasMore()) {
            out.flush();
        }
        return true;
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Says nothing until the client hangs up or the time is over. */
    void hold(Duration realTime) throws IOException {
        out.flush();
        long end = System.nanoTime() + realTime.toNanos();
        try {
            boolean connected = true;
            while (connected) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return;
                }
                socket.setSoTimeout((int) millis);
                connected = in.command().isPresent();
            }
        } catch (SocketTimeoutException e) {
            LOG.debug("sandbox stalled a client to the end: seconds={}", realTime.toSeconds());
        }
    }

    /**
     * Goes on encrypted. What the client sent before the handshake is thrown away with the old stream's buffer
     * (STARTTLS injection, CVE-2011-0411).
     */
    void encrypt(SSLContext tls) throws IOException {
        out.flush();
        SSLSocket encrypted = (SSLSocket) tls.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        socket = encrypted;
        in = new SessionInput(encrypted.getInputStream());
        out = new BufferedOutputStream(encrypted.getOutputStream());
    }
}
