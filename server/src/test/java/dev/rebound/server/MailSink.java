package dev.rebound.server;

import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.transport.server.Acceptance;
import dev.rebound.transport.server.ReceivedMessage;
import dev.rebound.transport.server.ServerLimits;
import dev.rebound.transport.server.SmtpServer;
import dev.rebound.transport.server.SmtpServerSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A mail server on loopback that takes everything and hands it to the test. */
public final class MailSink implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<ReceivedMessage> taken = new LinkedBlockingQueue<>();
    private final SmtpServer server;

    public MailSink(Optional<SSLContext> tls) {
        server = SmtpServer.start(
                new SmtpServerSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "sink",
                        "sink.example",
                        tls,
                        ServerLimits.STANDARD),
                peer -> new Everything());
    }

    private final class Everything implements Acceptance {

        @Override
        public SmtpReply mail(String reversePath) {
            return SmtpReply.of(250, "2.1.0 OK");
        }

        @Override
        public SmtpReply recipient(String forwardPath) {
            return forwardPath.startsWith("gone")
                    ? SmtpReply.of(550, "5.1.1 No such user")
                    : SmtpReply.of(250, "2.1.5 OK");
        }

        @Override
        public SmtpReply message(ReceivedMessage message) {
            taken.add(message);
            return SmtpReply.of(250, "2.0.0 Taken");
        }
    }

    public int port() {
        return server.address().getPort();
    }

    /** The next message that came. */
    public ReceivedMessage next() throws InterruptedException {
        ReceivedMessage message = taken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " seconds");
        }
        return message;
    }

    /** Its text, octet by octet. */
    public static String text(ReceivedMessage message) {
        return new String(message.content(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        server.close();
    }
}
