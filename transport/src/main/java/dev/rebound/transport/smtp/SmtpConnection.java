package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.engine.ledger.TlsState;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import dev.rebound.transport.wire.WireReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private static final byte[] DOT = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final Logger LOG = LoggerFactory.getLogger(SmtpConnection.class);

    private final SmtpTimeouts timeouts;
    private final Alarm alarm;
    private final Socket plain;
    private final String host;
    private volatile boolean stalled;

    private WireReader reader;
    private OutputStream out;
    private TlsState tlsState = new TlsState.Clear();
    private Capabilities capabilities = Capabilities.NONE;
    private int messages;
    private boolean transactionOpen;
    private long idleSinceNanos;

    /**
     * Takes over a connected socket.
     *
     * @param host the name under which the server was found
     * @throws IOException if it is closed already
     */
    SmtpConnection(Socket connected, String host, SmtpTimeouts timeouts, Alarm alarm) throws IOException {
        this.plain = connected;
        this.host = host;
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
    void sendContent(WireContent content, Runnable beforeLast) throws PeerFailure {
        List<byte[]> segments = new ArrayList<>(content.stuffed());
        segments.add(DOT);
        sendAll(segments, beforeLast);
    }

    /** The same as one chunk (RFC 3030): nothing in the text can be taken for its end. */
    void sendChunk(WireContent content, Runnable beforeLast) throws PeerFailure {
        List<byte[]> segments = new ArrayList<>(content.text());
        segments.addFirst(("BDAT " + content.octets() + " LAST\r\n").getBytes(StandardCharsets.US_ASCII));
        sendAll(segments, beforeLast);
    }

    /** What fits into the last block leaves in one packet; of what goes before it, nothing is copied. */
    private void sendAll(List<byte[]> segments, Runnable beforeLast) throws PeerFailure {
        int left = segments.stream().mapToInt(segment -> segment.length).sum();
        ByteArrayOutputStream last = new ByteArrayOutputStream(Math.min(left, BLOCK_BYTES));
        for (byte[] segment : segments) {
            int from = 0;
            while (left > BLOCK_BYTES && from < segment.length) {
                int length = Math.min(Math.min(BLOCK_BYTES, left - BLOCK_BYTES), segment.length - from);
                write(segment, from, length);
                from += length;
                left -= length;
            }
            last.write(segment, from, segment.length - from);
        }
        beforeLast.run();
        write(last.toByteArray(), 0, last.size());
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

    /** Begins TLS with whoever it is, and notes what the certificate proves. */
    void startTls(SSLSocketFactory factory, PeerCertificates certificates) throws PeerFailure {
        try (Alarm.Armed _ = alarm.arm(timeouts.tls(), this::stall)) {
            SSLSocket secured = (SSLSocket) factory.createSocket(plain, host, plain.getPort(), true);
            secured.setSoTimeout((int) timeouts.tls().toMillis());
            secured.startHandshake();
            // A new reader: what came in clear after the reply must not count as said inside TLS.
            reader = new WireReader(secured);
            out = secured.getOutputStream();
            tlsState = certificates.judge(secured.getSession(), host);
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

    TlsState tlsState() {
        return tlsState;
    }

    /** Whether what is asked for holds on it already. */
    boolean meets(TlsUse use, String wantedHost) {
        return switch (use) {
            case OFF, OPPORTUNISTIC -> true;
            case ENCRYPTED -> tlsState.encrypted();
            // The certificate was judged for one name; another one at the same address is another question.
            case VERIFIED -> tlsState.verified() && host.equals(wantedHost);
        };
    }

    InetAddress remote() {
        return plain.getInetAddress();
    }

    String remoteAddress() {
        return remote().getHostAddress();
    }

    /** The address of ours that it left from. */
    String localAddress() {
        return plain.getLocalAddress().getHostAddress();
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
