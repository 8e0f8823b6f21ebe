package dev.rebound.transport.server;

import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.transport.wire.WireReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client connection from greeting to close: moves lines and replies, and keeps the clock. What a
 * command means is the {@link Dialogue}'s. Runs on one thread; {@link #stop} and {@link #abort} may be
 * called from any.
 *
 * <p>Replies are collected and sent when no pipelined command is left to answer (RFC 2920, section 3.2).
 */
final class SmtpSession implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpSession.class);
    /** How long and how much is read from a client that we hang up on, so that it gets our last reply. */
    private static final Duration FAREWELL_TIME = Duration.ofSeconds(1);

    private static final int FAREWELL_BYTES = 256 * 1024;

    private final Socket plain;
    private final SmtpServerSettings settings;
    private final MemoryBudget budget;
    private final Dialogue dialogue;
    private volatile boolean stopping;
    private volatile boolean waitingForCommand;

    private Socket socket;

    SmtpSession(Socket plain, SmtpServerSettings settings, Acceptance.Desk desk, MemoryBudget budget) {
        this.plain = plain;
        this.settings = settings;
        this.budget = budget;
        this.socket = plain;
        this.dialogue = new Dialogue(settings, desk.open(plain.getInetAddress().getHostAddress()));
    }

    @Override
    public void run() {
        try (plain) {
            plain.setTcpNoDelay(true);
            Line line = new Line(plain);
            line.say(dialogue.greeting());
            converse(line);
        } catch (IOException e) {
            LOG.debug("smtp client lost peer={} error={}", peer(), e.toString());
        } catch (RuntimeException e) {
            LOG.error("smtp session failed peer={}", peer(), e);
        }
    }

    private void converse(Line first) throws IOException {
        Line line = first;
        for (Dialogue.Step step = listen(line); ; step = listen(line)) {
            line.say(step.reply());
            switch (step.then()) {
                case LISTEN -> {}
                case READ_MESSAGE -> {
                    SmtpReply answer = receive(line);
                    line.say(answer);
                    if (answer.code() == Dialogue.CLOSING || dialogue.lost()) {
                        hangUp(line);
                        return;
                    }
                }
                case START_TLS -> line = secure(line);
                case HANG_UP -> {
                    hangUp(line);
                    return;
                }
            }
        }
    }

    private Dialogue.Step listen(Line line) throws IOException {
        if (!line.reader.hasBuffered()) {
            line.out.flush();
        }
        line.reader.allow(settings.limits().commandTime());
        waitingForCommand = true;
        try {
            if (stopping) {
                return dialogue.shuttingDown();
            }
            CommandLine command = CommandLine.read(line.reader);
            return stopping && command instanceof CommandLine.EndOfStream
                    ? dialogue.shuttingDown()
                    : dialogue.answer(command);
        } catch (SocketTimeoutException e) {
            return dialogue.timedOut();
        } finally {
            waitingForCommand = false;
        }
    }

    private SmtpReply receive(Line line) throws IOException {
        line.out.flush();
        line.reader.allow(settings.limits().messageTime());
        try (MessageStore store = new MessageStore(budget, settings.limits().messageBytesMax())) {
            return dialogue.message(MessageText.read(line.reader, store));
        } catch (SocketTimeoutException e) {
            return dialogue.timedOut().reply();
        }
    }

    /** What came in clear after the command is forgotten, and so is all that was said before. */
    private Line secure(Line line) throws IOException {
        line.out.flush();
        line.reader.discardBuffered();
        SSLContext tls = settings.tls().orElseThrow();
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(plain, peer(), plain.getPort(), true);
        secured.setUseClientMode(false);
        secured.setSoTimeout((int) settings.limits().commandTime().toMillis());
        secured.startHandshake();
        dialogue.secured();
        socket = secured;
        return new Line(secured);
    }

    /** Closing with unread input makes the system reset the connection, and the last reply is lost. */
    private void hangUp(Line line) throws IOException {
        line.out.flush();
        socket.shutdownOutput();
        line.reader.allow(FAREWELL_TIME);
        int read = 0;
        try {
            while (read < FAREWELL_BYTES && line.reader.read() >= 0) {
                read++;
            }
        } catch (SocketTimeoutException e) {
            LOG.debug("smtp client keeps the line open peer={}", peer());
        }
    }

    /** No further command is answered; a message that is being received may end. */
    void stop() {
        stopping = true;
        if (waitingForCommand) {
            try {
                plain.shutdownInput();
            } catch (IOException e) {
                LOG.debug("smtp client gone already peer={} error={}", peer(), e.toString());
            }
        }
    }

    /** Closes at once. */
    void abort() {
        try {
            plain.close();
        } catch (IOException e) {
            LOG.debug("smtp client gone already peer={} error={}", peer(), e.toString());
        }
    }

    private String peer() {
        return plain.getInetAddress().getHostAddress();
    }

    /** Both directions of a connection, in clear or over TLS. */
    private static final class Line {
        final WireReader reader;
        final OutputStream out;

        Line(Socket socket) throws IOException {
            reader = new WireReader(socket);
            out = new BufferedOutputStream(socket.getOutputStream());
        }

        void say(SmtpReply reply) throws IOException {
            String text = reply.wireText().replace("\n", "\r\n") + "\r\n";
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
