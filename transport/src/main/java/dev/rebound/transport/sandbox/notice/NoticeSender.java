package dev.rebound.transport.sandbox.notice;

import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.transport.sandbox.record.OwedNotice;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands one notice to the sender's server, from the null sender (RFC 5321, section 4.5.5). Tries once. */
final class NoticeSender {

    /** Real time to wait for the connection, and for each reply. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);

    private static final int REPLY_LINE_BYTES_MAX = 2_000;
    private static final int REPLY_LINES_MAX = 100;

    private NoticeSender() {}

    /** What came of it. */
    sealed interface Result {
        /** The server took it. */
        record Taken() implements Result {}

        /** The server will never take it. */
        record Refused(SmtpReply reply) implements Result {}

        /** Not now: a 4yz reply, or no connection. */
        record Postponed(String why) implements Result {}
    }

    static Result send(OwedNotice notice, InetSocketAddress server) {
        try (Socket socket = new Socket()) {
            socket.connect(server, (int) TIMEOUT.toMillis());
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            Dialogue dialogue = new Dialogue(socket);
            Result result = dialogue.send(notice);
            dialogue.quit();
            return result;
        } catch (IOException e) {
            return new Result.Postponed(e.getClass().getSimpleName());
        }
    }

    /** One connection. */
    private static final class Dialogue {
        private final InputStream in;
        private final OutputStream out;

        Dialogue(Socket socket) throws IOException {
            in = new BufferedInputStream(socket.getInputStream());
            out = new BufferedOutputStream(socket.getOutputStream());
        }

        Result send(OwedNotice notice) throws IOException {
            SmtpReply greeting = reply();
            if (!greeting.isPositive()) {
                return refusal(greeting);
            }
            List<String> commands =
                    List.of("EHLO " + notice.server(), "MAIL FROM:<>", "RCPT TO:<" + notice.to() + ">", "DATA");
            for (String command : commands) {
                SmtpReply reply = ask(command);
                if (!reply.isPositive() && !reply.isIntermediate()) {
                    return refusal(reply);
                }
            }
            out.write(stuffed(notice.content()));
            SmtpReply verdict = ask(".");
            if (verdict.isPositive()) {
                return new Result.Taken();
            }
            return refusal(verdict);
        }

        /** Whether the server still hears it changes nothing about what it has answered. */
        void quit() {
            try {
                out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException e) {
                LOG.debug("sandbox notice: the server hung up first: why={}", e.toString());
            }
        }

        private static Result refusal(SmtpReply reply) {
            return reply.isPermanent() ? new Result.Refused(reply) : new Result.Postponed("reply " + reply.code());
        }

        private SmtpReply ask(String command) throws IOException {
            out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return reply();
        }

        private SmtpReply reply() throws IOException {
            List<String> lines = new ArrayList<>();
            do {
                if (lines.size() == REPLY_LINES_MAX) {
                    throw new IOException("a reply without end");
                }
                lines.add(line());
            } while (lines.getLast().length() > 3 && lines.getLast().charAt(3) == '-');
            return SmtpReply.parse(String.join("\n", lines)).orElseThrow(() -> new IOException("no SMTP reply"));
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0 || line.size() == REPLY_LINE_BYTES_MAX) {
                    throw new EOFException("the reply ended early, or not at all");
                }
                line.write(b);
            }
            return line.toString(StandardCharsets.UTF_8).stripTrailing();
        }
    }

    /** Doubles a dot at a line's start (RFC 5321, section 4.5.2). The content ends with CRLF. */
    private static byte[] stuffed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 16);
        byte before = '\n';
        for (byte b : content) {
            if (b == '.' && before == '\n') {
                out.write('.');
            }
            out.write(b);
            before = b;
        }
        return out.toByteArray();
    }
}
