package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.transport.wire.WireReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a server: sends commands and content, reads replies, each within its time. Used by
 * one thread at a time.
 */
final class SmtpConnection implements AutoCloseable {

    /** What has to be taken within {@link SmtpTimeouts#block}. */
    private static final int BLOCK_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SmtpConnection.class);

    private final SmtpTimeouts timeouts;
    private final Alarm alarm;
    private final Socket plain;
    private volatile boolean stalled;

    private Socket socket;
    private WireReader reader;
    private OutputStream out;
    private Capabilities capabilities = Capabilities.NONE;
    private int messages;
    private boolean transactionOpen;
    private long idleSinceNanos;

    /**
     * Takes over a connected socket.
     *
     * @throws IOException if it is closed already
     */
    SmtpConnection(Socket connected, SmtpTimeouts timeouts, Alarm alarm) throws IOException {
        this.plain = connected;
        this.socket = connected;
        this.timeouts = timeouts;
        this.alarm = alarm;
        this.reader = new WireReader(connected);
        this.out = connected.getOutputStream();
    }

    SmtpReply ask(SmtpCommand command, String line) throws PeerFailure {
        send(command, line + "\r\n");
        return read(command);
    }

    /** Sends one or more complete lines in one packet. */
    void send(SmtpCommand command, String lines) throws PeerFailure {
        try {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw PeerFailure.of(e, command);
        }
    }

    SmtpReply read(SmtpCommand command) throws PeerFailure {
        return read(command, timeouts.forReplyTo(command));
    }

    SmtpReply read(SmtpCommand command, Duration time) throws PeerFailure {
        reader.allow(time);
        try {
            return new ReplyReader(reader).read();
        } catch (IOException e) {
            throw PeerFailure.of(e, command);
        }
    }

    /**
     * Sends the message text and the final dot.
     *
     * @param beforeLast called when only the last block and the dot are left to send
     */
    void sendContent(byte[] content, Runnable beforeLast) throws PeerFailure {
        int from = 0;
        for (; content.length - from > BLOCK_BYTES; from += BLOCK_BYTES) {
            write(content, from, BLOCK_BYTES);
        }
        byte[] last = WireContent.withDot(content, from);
        beforeLast.run();
        write(last, 0, last.length);
    }

    private void write(byte[] bytes, int from, int length) throws PeerFailure {
        try (Alarm.Armed _ = alarm.arm(timeouts.block(), this::stall)) {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw stalled
                    ? new PeerFailure(
                            NetworkFailure.REPLY_TIMED_OUT,
                            SmtpCommand.END_OF_DATA,
                            "server stopped taking the message")
                    : PeerFailure.of(e, SmtpCommand.END_OF_DATA);
        }
    }

    private void stall() {
        stalled = true;
        abandon();
    }

    /**
     * Begins TLS. Certificates are not checked: whoever can change what we see could as well strike
     * STARTTLS from the offer, and a refusal would only send the message in clear (RFC 7435).
     */
    void startTls(SSLSocketFactory factory, String host) throws PeerFailure {
        try (Alarm.Armed _ = alarm.arm(timeouts.tls(), this::stall)) {
            SSLSocket secured = (SSLSocket) factory.createSocket(plain, host, plain.getPort(), true);
            secured.setSoTimeout((int) timeouts.tls().toMillis());
            secured.startHandshake();
            socket = secured;
            // A new reader: what came in clear after the reply must not count as said inside TLS.
            reader = new WireReader(secured);
            out = secured.getOutputStream();
        } catch (IOException e) {
            String why = stalled || e instanceof SocketTimeoutException ? "timed out" : e.getMessage();
            throw new PeerFailure(NetworkFailure.TLS_FAILED, SmtpCommand.STARTTLS, "TLS handshake failed: " + why);
        }
    }

    Capabilities capabilities() {
        return capabilities;
    }

    void offered(Capabilities offered) {
        this.capabilities = offered;
    }

    boolean tls() {
        return socket instanceof SSLSocket;
    }

    String remoteAddress() {
        return plain.getInetAddress().getHostAddress();
    }

    /** A message was tried on it. */
    void count() {
        messages++;
    }

    int messages() {
        return messages;
    }

    /** Whether a MAIL was accepted whose transaction has not ended: it needs RSET first. */
    boolean transactionOpen() {
        return transactionOpen;
    }

    void transactionOpen(boolean open) {
        this.transactionOpen = open;
    }

    void idleFrom(long nanos) {
        this.idleSinceNanos = nanos;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    /** False if the server has said something unasked, which can only be its goodbye. */
    boolean quiet() {
        try {
            return !plain.isClosed() && !reader.hasPending();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends politely: QUIT, and a short wait for its reply. */
    @Override
    public void close() {
        try (Alarm.Armed _ = alarm.arm(timeouts.quit().multipliedBy(2), this::abandon)) {
            ask(SmtpCommand.QUIT, "QUIT");
        } catch (PeerFailure e) {
            LOG.debug("smtp server gone before quit remote_address={} failure={}", remoteAddress(), e.failure());
        }
        abandon();
    }

    /** Ends at once. */
    void abandon() {
        try {
            plain.close();
        } catch (IOException e) {
            LOG.debug("smtp connection did not close error={}", e.toString());
        }
    }
}
